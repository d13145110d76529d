//! Paths made absolute and compared with texts, bytes of the system's texts, addresses of message sockets, a command's variables.

use std::ffi::{CString, OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::path::{Path, PathBuf, absolute};
use std::process::{Command, CommandEnvs};

fn main() {
    std::env::set_current_dir("/").unwrap();
    for path in ["a/./b", "/x/../y", "./z/", "a//b", ".."] {
        println!("{:?}", absolute(path).unwrap());
    }
    println!("{}", absolute("").is_err());

    let path = Path::new("a/b");
    println!("{} {} {}", *path == *"a/b", *path == *"a//b", PathBuf::from("a") == String::from("b"));
    for start in ["", "a", "a/", "/"] {
        for more in ["", "b", "/b", "../c"] {
            let mut path = PathBuf::from(start);
            path.push(more);
            print!("{path:?} ");
        }
        println!();
    }

    println!("{:?} {:?}", OsStr::new("ab").as_bytes(), OsStr::from_bytes(b"cd"));
    println!("{:?}", OsString::from_vec(b"x".to_vec()).into_vec());
    println!("{:?} {:?}", CString::from_vec_with_nul(b"ab\0".to_vec()), CString::from_vec_with_nul(b"ab".to_vec()).map_err(|e| e.into_bytes()));

    let path = std::env::temp_dir().join(format!("ruchy-addresses-{}", std::process::id()));
    let address = SocketAddr::from_pathname(&path).unwrap();
    let server = UnixDatagram::bind_addr(&address).unwrap();
    let client = UnixDatagram::unbound().unwrap();
    client.send_to_addr(b"x", &address).unwrap();
    client.connect_addr(&address).unwrap();
    client.send(b"yy").unwrap();
    let mut buf = [0; 4];
    println!("{} {}", server.recv(&mut buf).unwrap(), server.recv(&mut buf).unwrap());
    std::fs::remove_file(&path).unwrap();

    let mut command = Command::new("ls");
    command.env("A", "1").env_remove("B");
    let variables: CommandEnvs = command.get_envs();
    println!("{:?}", variables.map(|(name, value)| format!("{name:?}={value:?}")).collect::<Vec<_>>());
}
