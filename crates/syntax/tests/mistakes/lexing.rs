fn main() {
    let a = 0b12;
    let b = 1u7;
    let c = '';
    let d = 'ab';
    let e = "\q";
    let f = 340282366920938463463374607431768211456;
    let g = a € b;
    let h = b'é';
    let fn = 3;
    let i = x as usize < 3;
    let j = 1 < 2 < 3;
}
