//! Types that grow with each call, each with bounds on the associated types of its parts.

trait Parser {
    type Input;
    type Output;
    fn parse(&self, input: Self::Input) -> Option<(Self::Output, Self::Input)>;
    fn then<P>(self, next: P) -> Then<Self, P>
    where
        Self: Sized,
        P: Parser<Input = Self::Input>,
    {
        Then(self, next)
    }
}

struct Item<I: Iterator>(I::Item);

impl<I> Parser for Item<I>
where
    I: Iterator,
    I::Item: PartialEq + Clone,
{
    type Input = I;
    type Output = I::Item;
    fn parse(&self, mut input: I) -> Option<(I::Item, I)> {
        let found = input.next()?;
        (found == self.0).then_some((found, input))
    }
}

struct Then<L, R>(L, R);

impl<L, R> Parser for Then<L, R>
where
    L: Parser,
    R: Parser<Input = L::Input>,
{
    type Input = L::Input;
    type Output = (L::Output, R::Output);
    fn parse(&self, input: L::Input) -> Option<(Self::Output, Self::Input)> {
        let (left, input) = self.0.parse(input)?;
        let (right, input) = self.1.parse(input)?;
        Some(((left, right), input))
    }
}

fn run<I: Iterator<Item = i32>>(input: I) -> Option<i32> {
    let parser = Then(Item(0), Item(1))
        .then(Then(Item(0), Item(1)))
        .then(Then(Item(0), Item(1)))
        .then(Then(Item(0), Item(1)))
        .then(Then(Item(0), Item(1)));
    let (((((_, last), _), _), _), mut rest) = parser.parse(input)?;
    println!("{last:?}");
    rest.next()
}

fn main() {
    println!("{:?}", run([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 7].into_iter()));
    println!("{:?}", run([0, 1, 0, 2].into_iter()));
}
