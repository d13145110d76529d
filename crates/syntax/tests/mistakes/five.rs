fn first() {
    let x = ;
    let y = 1
    let z = foo(1, 2;
    a b;
}
struct S { a: , b: i32 }
fn second( { }
fn third() { match x { 1 => , 2 => 3 } }
const fn fourth() -> { 1 }
