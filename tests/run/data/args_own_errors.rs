use clap::error::{Error, ErrorKind};
use clap::{arg, Command};
// Errors that a program makes itself, alone and with their command.
fn main() {
    let mut cmd = Command::new("copy").arg(arg!(<from>)).subcommand(Command::new("x"));
    for kind in [ErrorKind::UnknownArgument, ErrorKind::InvalidValue, ErrorKind::DisplayHelp, ErrorKind::Io, ErrorKind::MissingRequiredArgument, ErrorKind::InvalidUtf8] {
        let error: Error = Error::new(kind);
        println!("{:?} {} {}", error.to_string(), error.exit_code(), error.use_stderr());
        println!("{:?}", error.with_cmd(&cmd).to_string());
        let error: Error = Error::new(kind);
        println!("{:?}", error.format(&mut cmd).to_string());
        let error: Error = Error::raw(kind, "hm");
        println!("{:?} {} {}", error.to_string(), error.exit_code(), error.use_stderr());
        println!("{:?}", error.with_cmd(&cmd).to_string());
        let error: Error = Error::raw(kind, "hm\n");
        println!("{:?}", error.to_string());
        println!("{:?}", error.format(&mut cmd).to_string());
        println!("{:?}", cmd.error(kind, "oh").to_string());
    }
}
