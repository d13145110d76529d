struct Two<T>(T, T);
enum Tree<T> {
    Leaf(T),
    Deep(Box<Tree<Two<T>>>),
}
fn main() {
    let _t = Tree::Leaf(1);
}
