#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    Idle,
    Dialing { digits: u8 },
    Connected(u32),
    Failed,
}
#[derive(Debug, Clone, Copy)]
enum Event {
    Digit(char),
    Answer,
    Tick(u32),
    Hangup,
}

impl State {
    fn next(self, e: Event) -> Result<State, (State, Event)> {
        use Event::*;
        use State::*;
        match (self, e) {
            (Idle, Digit('0'..='9')) => Ok(Dialing { digits: 1 }),
            (Dialing { digits }, Digit(c)) if c.is_ascii_digit() && digits < 4 => Ok(Dialing { digits: digits + 1 }),
            (Dialing { .. }, Digit(_)) => Ok(Failed),
            (Dialing { digits: 3..=4 }, Answer) => Ok(Connected(0)),
            (Connected(t), Tick(n)) => Ok(Connected(t + n)),
            (Idle | Failed, Hangup) | (Dialing { .. } | Connected(_), Hangup) => Ok(Idle),
            (s, e) => Err((s, e)),
        }
    }
}

fn main() {
    let script = [
        Event::Answer,
        Event::Digit('1'),
        Event::Answer,
        Event::Digit('2'),
        Event::Digit('3'),
        Event::Answer,
        Event::Tick(20),
        Event::Tick(22),
        Event::Hangup,
        Event::Digit('x'),
        Event::Digit('9'),
        Event::Digit('#'),
        Event::Hangup,
    ];
    let mut state = State::Idle;
    for e in script {
        state = match state.next(e) {
            Ok(s) => {
                println!("{e:?} -> {s:?}");
                s
            }
            Err((s, e)) => {
                println!("{s:?} ignores {e:?}");
                s
            }
        };
    }
    let visited: std::collections::HashSet<State> = [State::Idle, State::Failed, State::Idle, State::Connected(1)].into();
    println!("{}", visited.len());
}
