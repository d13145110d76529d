// Searching, splitting and replacing with regular expressions.
use regex::{Captures, NoExpand, Regex, RegexBuilder, RegexSet};

fn main() {
    let words = Regex::new(r"\b\w{4}\b").unwrap();
    let text = "I categorically deny having triskaidekaphobia. Fear this word";
    for m in words.find_iter(text) {
        println!("{:?} {}", m.range(), m.as_str());
    }
    let date = Regex::new(r"(?x)(?P<y>\d{4}) # year
        -(?P<m>\d{2})-(?P<d>\d{2})(T(\d{2}))?").unwrap();
    let hay = "On 2010-03-14, 2010-10-14T07 and é2014-01-02.";
    for c in date.captures_iter(hay) {
        println!("{} {} {} {:?} {}", &c["y"], &c[2], c.name("d").unwrap().as_str(), c.get(5).map(|m| m.as_str()), c.get(0).unwrap().start());
    }
    println!("{:?}", date.captures("1999-12-31").unwrap());
    println!("{:?}", date.capture_names().flatten().collect::<Vec<_>>());
    println!("{} {}", date.captures_len(), date.as_str().len());
    println!("{}", date.replace_all(hay, "$m/$d/${y}x"));
    println!("{}", date.replace(hay, NoExpand("$m")));
    let swapped = Regex::new(r"(\w+), (\w+)").unwrap().replace("Lovelace, Ada", |c: &Captures| format!("{} {}", &c[2], &c[1]));
    println!("{swapped}");
    let mut n = 0;
    println!("{}", Regex::new("a").unwrap().replace_all("banana", |_: &Captures| { n += 1; n.to_string() }));
    println!("{}", Regex::new("a").unwrap().replacen("banana", 2, "$$"));
    println!("{:?}", Regex::new("").unwrap().find_iter("añb").map(|m| m.start()).collect::<Vec<_>>());
    println!("{:?}", Regex::new("x*").unwrap().replace_all("axb", "-"));
    println!("{:?}", Regex::new(r"[ \t]+").unwrap().split("a b \t  c\td    e").collect::<Vec<_>>());
    println!("{:?}", Regex::new(r",").unwrap().split(",a,,b,").collect::<Vec<&str>>());
    println!("{:?}", Regex::new(r"\W+").unwrap().splitn("Hey! How are you?", 3).collect::<Vec<&str>>());
    println!("{:?}", Regex::new(r"(\d+)-(\d+)").unwrap().captures("from 10-20").map(|c| c.extract()).map(|(all, [a, b])| (all, a, b)));
    let set = RegexSet::new([r"\w+", r"\d+", r"\pL+", r"foo", r"bar", r"barfoo", r"foobar"]).unwrap();
    println!("{:?} {}", set.matches("foobar").into_iter().collect::<Vec<_>>(), set.is_match("!"));
    let loose = RegexBuilder::new("^hello.world$").case_insensitive(true).dot_matches_new_line(true).multi_line(true).build().unwrap();
    println!("{}", loose.is_match("x\nHELLO\nWorld\ny"));
    for bad in ["(", "a{2,1}", "[z-a]", r"\q", "*"] {
        println!("{}", Regex::new(bad).unwrap_err());
    }
    println!("{}", RegexBuilder::new(r"\w{1000}").size_limit(1000).build().unwrap_err());
    println!("{:?} {}", Regex::new("a|b").unwrap(), Regex::new("a|b").unwrap());
    println!("{:?}", "5 apples".parse::<i32>().is_err() && Regex::new(r"^(\d+)").unwrap().captures("5 apples").unwrap()[1].parse::<i32>() == Ok(5));
    println!("{}", regex::escape("a.b*c[d]"));
    println!("{:?}", Regex::new(r"\p{Greek}+").unwrap().find("abc αβγ").map(|m| m.as_str()));
}
