use std::fmt;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Date {
    year: i32,
    month: u8,
    day: u8,
}
impl Date {
    fn is_leap(year: i32) -> bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
    fn days_in(year: i32, month: u8) -> u8 {
        match month {
            2 if Self::is_leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
    fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        ((1..=12).contains(&month) && (1..=Self::days_in(year, month)).contains(&day)).then_some(Date { year, month, day })
    }
    fn days(self) -> i64 {
        let y = if self.month <= 2 { self.year - 1 } else { self.year } as i64;
        let era = y.div_euclid(400);
        let yoe = y - era * 400;
        let mp = (self.month as i64 + 9) % 12;
        let doy = (153 * mp + 2) / 5 + self.day as i64 - 1;
        era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468
    }
    fn weekday(self) -> &'static str {
        ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][self.days().rem_euclid(7) as usize]
    }
    fn next(self) -> Date {
        let Date { year, month, day } = self;
        Date::new(year, month, day + 1).or_else(|| Date::new(year, month + 1, 1)).unwrap_or(Date { year: year + 1, month: 1, day: 1 })
    }
}
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
fn main() {
    println!("{:?} {:?}", Date::new(2023, 2, 29), Date::new(2024, 2, 29).map(|d| d.to_string()));
    let d = Date::new(2024, 2, 28).unwrap();
    let week: Vec<String> = std::iter::successors(Some(d), |d| Some(d.next())).take(3).map(|d| format!("{} {d}", d.weekday())).collect();
    println!("{week:?}");
    println!("{} {}", Date::new(1970, 1, 1).unwrap().days(), Date::new(1969, 12, 31).unwrap().days());
    println!("{}", Date::new(2000, 3, 1).unwrap().days() - Date::new(1999, 3, 1).unwrap().days());
    println!("{} {}", Date::new(2023, 12, 31).unwrap().next(), Date::new(1900, 2, 28).unwrap().next());
    println!("{:?}", [Date::new(2024, 1, 2), Date::new(2023, 9, 9)].into_iter().flatten().min().map(|d| d.weekday()));
    println!("{:?}", (1900..=2000).filter(|y| (1..=12).filter(|m| Date::new(*y, *m, 13).unwrap().weekday() == "Fri").count() == 3).take(4).collect::<Vec<_>>());
}
