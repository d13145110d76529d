//! Addresses and sockets (`std::net`, `std::os::unix::net`). What is done with an open socket is in `source`.
//!
//! An address travels as a tuple: bits of the IP address, port, whether it is of version 6, flow information, scope.

use crate::source::{Io, Source, on, operate};
use crate::support::{Bytes, Natives, disagree, io_error, io_result};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::Value;
use socket2::SockRef;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6, TcpListener, ToSocketAddrs, UdpSocket};
use std::os::unix::net::{SocketAddr as UnixAddr, UnixDatagram, UnixListener, UnixStream};
use std::time::Duration;
use tokio::io::Interest;
use tokio::net::{TcpSocket, TcpStream, UnixStream as TokioUnixStream};

pub(crate) const NATIVES: Natives = &[
    ("ip_parse", |_, args| {
        let text = arg::str(args, 0)?;
        Ok(match arg::usize(args, 1)? {
            4 => text.parse().map(IpAddr::V4).ok(),
            6 => text.parse().map(IpAddr::V6).ok(),
            _ => text.parse().ok(),
        }
        .map_or(Value::NONE, |ip| ip_value(ip).some()))
    }),
    ("ip_text", |_, args| Ok(ip_of(&args[0])?.to_string().into())),
    ("socket_parse", |_, args| {
        let text = arg::str(args, 0)?;
        Ok(match arg::usize(args, 1)? {
            4 => text.parse().map(SocketAddr::V4).ok(),
            6 => text.parse().map(SocketAddr::V6).ok(),
            _ => text.parse().ok(),
        }
        .map_or(Value::NONE, |address| Value::from(Address(address)).some()))
    }),
    ("socket_text", |_, args| Ok(address(&args[0])?.to_string().into())),
    ("net_lookup", |cx, args| {
        let (host, port) = (arg::str(args, 0)?.to_owned(), arg::take(args, 1).into_option().and_then(|port| port.as_usize()));
        let found = cx.runtime().spawn_blocking(move || match port {
            Some(port) => (host.as_str(), port as u16).to_socket_addrs().map(Iterator::collect::<Vec<_>>),
            None => host.as_str().to_socket_addrs().map(Iterator::collect::<Vec<_>>),
        });
        cx.wait(args, "the address of a host", found, |_, _, found| {
            let found = found.map_err(|error| Exit::panic(error.to_string()))?;
            io_result(found.map(|all| Value::list(all.into_iter().map(|address| Address(address).into()).collect())))
        })
    }),
    ("net_addr", |_, args| {
        let peer = arg::bool(args, 1)?;
        on(args, |source| {
            match source.get() {
                Io::Listener(socket) => socket.local_addr(),
                Io::Stream(socket) if peer => socket.peer_addr(),
                Io::Stream(socket) => socket.local_addr(),
                Io::Udp(socket) if peer => socket.peer_addr(),
                Io::Udp(socket) => socket.local_addr(),
                _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
            }
            .map(Address)
        })
    }),
    ("tcp_bind", |cx, args| {
        let runtime = cx.runtime().clone();
        io_result(TcpListener::bind(address(&args[0])?).and_then(|socket| Source::new(&runtime, Io::Listener(socket))))
    }),
    // The options of a `TcpSocket`: address to bind, reuse of address and port, send and receive buffer, backlog to listen with.
    ("tcp_listen", |cx, args| {
        let runtime = cx.runtime().clone();
        let backlog = arg::usize(args, 1)?;
        let entered = runtime.tokio();
        let _entered = entered.enter();
        let made = tcp_socket(&args[0])?;
        io_result(
            made.and_then(|socket| socket.listen(backlog as u32)?.into_std())
                .and_then(|socket| Source::new(&runtime, Io::Listener(socket))),
        )
    }),
    ("tcp_connect_with", |cx, args| {
        let to = address(&args[1])?;
        let entered = cx.runtime().tokio();
        let entered_guard = entered.enter();
        let made = tcp_socket(&args[0])?;
        drop(entered_guard);
        let connecting = async move { made?.connect(to).await?.into_std() };
        connect(cx, args, None, Box::pin(connecting), Io::Stream)
    }),
    ("tcp_connect", |cx, args| {
        let to = address(&args[0])?;
        let limit = arg::take(args, 1).into_option().and_then(|nanos| nanos.as_u64()).map(Duration::from_nanos);
        connect(cx, args, limit, Box::pin(async move { TcpStream::connect(to).await?.into_std() }), Io::Stream)
    }),
    ("tcp_accept", |cx, args| {
        let (runtime, wait) = (cx.runtime().clone(), arg::bool(args, 1)?);
        let accept = move |io: &Io| match io {
            Io::Listener(socket) => {
                let (stream, from) = socket.accept()?;
                Ok((Source::new(&runtime, Io::Stream(stream))?, from))
            }
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        };
        operate(cx, args, Interest::READABLE, wait, accept, |(stream, from)| Value::tuple([stream.into(), Address(from).into()]))
    }),
    ("udp_bind", |cx, args| {
        let runtime = cx.runtime().clone();
        io_result(UdpSocket::bind(address(&args[0])?).and_then(|socket| Source::new(&runtime, Io::Udp(socket))))
    }),
    ("udp_connect", |_, args| {
        let to = address(&args[1])?;
        on(args, |source| match source.get() {
            Io::Udp(socket) => socket.connect(to),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        })
    }),
    ("udp_send_to", |cx, args| {
        let (all, to, wait) = (args[1].snapshot(), address(&args[2])?, arg::bool(args, 3)?);
        let send = move |io: &Io| match io {
            Io::Udp(socket) => socket.send_to(all.as_list().and_then(|list| list.bytes()).unwrap_or_default(), to),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        };
        operate(cx, args, Interest::WRITABLE, wait, send, Value::from)
    }),
    ("udp_recv_from", |cx, args| {
        let (max, peek, wait) = (arg::usize(args, 1)?.min(LARGEST_DATAGRAM), arg::bool(args, 2)?, arg::bool(args, 3)?);
        let receive = move |io: &Io| {
            let mut buffer = vec![0; max];
            let (len, from) = match io {
                Io::Udp(socket) if peek => socket.peek_from(&mut buffer)?,
                Io::Udp(socket) => socket.recv_from(&mut buffer)?,
                _ => return Err(io::Error::from(io::ErrorKind::Unsupported)),
            };
            buffer.truncate(len);
            Ok((Bytes(buffer), from))
        };
        operate(cx, args, Interest::READABLE, wait, receive, |(bytes, from)| Value::tuple([bytes.into(), Address(from).into()]))
    }),
    ("udp_group", |_, args| {
        let (group, join, interface) = (ip_of(&args[1])?, arg::bool(args, 3)?, arg::u64(args, 2)? as u32);
        on(args, |source| match (source.get(), group) {
            (Io::Udp(socket), IpAddr::V4(group)) if join => socket.join_multicast_v4(&group, &Ipv4Addr::from_bits(interface)),
            (Io::Udp(socket), IpAddr::V4(group)) => socket.leave_multicast_v4(&group, &Ipv4Addr::from_bits(interface)),
            (Io::Udp(socket), IpAddr::V6(group)) if join => socket.join_multicast_v6(&group, interface),
            (Io::Udp(socket), IpAddr::V6(group)) => socket.leave_multicast_v6(&group, interface),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        })
    }),
    ("net_option", |_, args| {
        let name = arg::str(args, 1)?;
        on(args, |source| get_option(source.get(), name))
    }),
    ("net_set_option", |_, args| {
        let (name, value) = (arg::str(args, 1)?, arg::u64(args, 2)? as u32);
        on(args, |source| set_option(source.get(), name, value))
    }),
    ("unix_connect", |cx, args| {
        let path = arg::str(args, 0)?.to_owned();
        connect(cx, args, None, Box::pin(async move { TokioUnixStream::connect(path).await?.into_std() }), Io::UnixStream)
    }),
    ("unix_bind", |cx, args| {
        let runtime = cx.runtime().clone();
        io_result(UnixListener::bind(arg::str(args, 0)?).and_then(|socket| Source::new(&runtime, Io::UnixListener(socket))))
    }),
    ("unix_accept", |cx, args| {
        let (runtime, wait) = (cx.runtime().clone(), arg::bool(args, 1)?);
        let accept = move |io: &Io| match io {
            Io::UnixListener(socket) => {
                let (stream, from) = socket.accept()?;
                Ok((Source::new(&runtime, Io::UnixStream(stream))?, from))
            }
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        };
        operate(cx, args, Interest::READABLE, wait, accept, |(stream, from)| Value::tuple([stream.into(), unix_address(&from)]))
    }),
    ("unix_pair", |cx, args| {
        let runtime = cx.runtime().clone();
        let pair = if arg::bool(args, 0)? {
            UnixDatagram::pair().map(|(a, b)| (Io::UnixDatagram(a), Io::UnixDatagram(b)))
        } else {
            UnixStream::pair().map(|(a, b)| (Io::UnixStream(a), Io::UnixStream(b)))
        };
        io_result(pair.and_then(|(a, b)| Ok(Value::tuple([Source::new(&runtime, a)?.into(), Source::new(&runtime, b)?.into()]))))
    }),
    ("unix_addr", |_, args| {
        let peer = arg::bool(args, 1)?;
        on(args, |source| {
            match source.get() {
                Io::UnixListener(socket) => socket.local_addr(),
                Io::UnixStream(socket) if peer => socket.peer_addr(),
                Io::UnixStream(socket) => socket.local_addr(),
                Io::UnixDatagram(socket) if peer => socket.peer_addr(),
                Io::UnixDatagram(socket) => socket.local_addr(),
                _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
            }
            .map(|address| unix_address(&address))
        })
    }),
    ("unix_address_valid", |_, args| io_result(UnixAddr::from_pathname(arg::str(args, 0)?).map(|address| unix_address(&address)))),
    ("unix_datagram", |cx, args| {
        let runtime = cx.runtime().clone();
        let made = match arg::take(args, 0).into_option() {
            Some(path) => UnixDatagram::bind(path.as_str().unwrap_or_default()),
            None => UnixDatagram::unbound(),
        };
        io_result(made.and_then(|socket| Source::new(&runtime, Io::UnixDatagram(socket))))
    }),
    ("unix_datagram_connect", |_, args| {
        let path = arg::str(args, 1)?;
        on(args, |source| match source.get() {
            Io::UnixDatagram(socket) => socket.connect(path),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        })
    }),
    ("unix_send_to", |cx, args| {
        let (all, to, wait) = (args[1].snapshot(), arg::str(args, 2)?.to_owned(), arg::bool(args, 3)?);
        let send = move |io: &Io| match io {
            Io::UnixDatagram(socket) => socket.send_to(all.as_list().and_then(|list| list.bytes()).unwrap_or_default(), &to),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        };
        operate(cx, args, Interest::WRITABLE, wait, send, Value::from)
    }),
    ("unix_recv_from", |cx, args| {
        let (max, wait) = (arg::usize(args, 1)?.min(LARGEST_DATAGRAM), arg::bool(args, 2)?);
        let receive = move |io: &Io| match io {
            Io::UnixDatagram(socket) => {
                let mut buffer = vec![0; max];
                let (len, from) = socket.recv_from(&mut buffer)?;
                buffer.truncate(len);
                Ok((Bytes(buffer), from))
            }
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        };
        operate(cx, args, Interest::READABLE, wait, receive, |(bytes, from)| Value::tuple([bytes.into(), unix_address(&from)]))
    }),
];

/// No datagram is longer.
const LARGEST_DATAGRAM: usize = 1 << 18;

/// An address for the script.
struct Address(SocketAddr);

impl From<Address> for Value {
    fn from(Address(address): Address) -> Value {
        let bits = match address.ip() {
            IpAddr::V4(ip) => u128::from(ip.to_bits()),
            IpAddr::V6(ip) => ip.to_bits(),
        };
        let (flow, scope) = match address {
            SocketAddr::V4(_) => (0, 0),
            SocketAddr::V6(v6) => (v6.flowinfo(), v6.scope_id()),
        };
        Value::tuple([bits.into(), address.port().into(), address.is_ipv6().into(), flow.into(), scope.into()])
    }
}

/// Bits, and whether it is of version 6.
fn ip_value(ip: IpAddr) -> Value {
    match ip {
        IpAddr::V4(ip) => Value::tuple([u128::from(ip.to_bits()).into(), false.into()]),
        IpAddr::V6(ip) => Value::tuple([ip.to_bits().into(), true.into()]),
    }
}

fn ip_of(value: &Value) -> Result<IpAddr, Exit> {
    let fields = value.fields().ok_or_else(|| disagree("an address that is none"))?;
    Ok(ip(arg::u128(fields, 0)?, arg::bool(fields, 1)?))
}

fn ip(bits: u128, v6: bool) -> IpAddr {
    if v6 { Ipv6Addr::from_bits(bits).into() } else { Ipv4Addr::from_bits(bits as u32).into() }
}

fn address(value: &Value) -> Result<SocketAddr, Exit> {
    let fields = value.fields().ok_or_else(|| disagree("an address that is none"))?;
    let port = arg::usize(fields, 1)? as u16;
    Ok(match ip(arg::u128(fields, 0)?, arg::bool(fields, 2)?) {
        IpAddr::V4(ip) => SocketAddrV4::new(ip, port).into(),
        IpAddr::V6(ip) => SocketAddrV6::new(ip, port, arg::u64(fields, 3)? as u32, arg::u64(fields, 4)? as u32).into(),
    })
}

/// Path, name (abstract), or neither where a socket has no address.
fn unix_address(address: &UnixAddr) -> Value {
    #[cfg(target_os = "linux")]
    let name = std::os::linux::net::SocketAddrExt::as_abstract_name(address).map(|name| Bytes(name.to_vec()));
    #[cfg(not(target_os = "linux"))]
    let name: Option<Bytes> = None;
    Value::tuple([address.as_pathname().map(|path| path.to_string_lossy().into_owned()).into(), name.into()])
}

/// A socket with the options that the tuple tells: version 6, then (name, value) pairs, then the address to bind.
fn tcp_socket(value: &Value) -> Result<io::Result<TcpSocket>, Exit> {
    let fields = value.fields().ok_or_else(|| disagree("a socket that is none"))?;
    let made = if arg::bool(fields, 0)? { TcpSocket::new_v6() } else { TcpSocket::new_v4() };
    let options = arg::list(fields, 1)?;
    let bind = fields.get(2).map(Value::snapshot).unwrap_or_default().into_option();
    let bind = bind.map(|bind| address(&bind)).transpose()?;
    let mut chosen = Vec::new();
    for index in 0..options.len {
        let option = options.get(index).ok_or_else(|| disagree("an option that is none"))?;
        let fields = option.fields().ok_or_else(|| disagree("an option that is none"))?;
        chosen.push((arg::str(fields, 0)?.to_owned(), arg::u64(fields, 1)? as u32));
    }
    Ok(made.and_then(|socket| {
        for (name, value) in chosen {
            set_socket_option(&SockRef::from(&socket), &name, value)?;
        }
        if let Some(bind) = bind {
            socket.bind(bind)?;
        }
        Ok(socket)
    }))
}

fn get_option(io: &Io, name: &str) -> io::Result<u32> {
    let socket = SockRef::from(io);
    Ok(match (name, io) {
        ("ttl", Io::Listener(socket)) => socket.ttl()?,
        ("ttl", Io::Stream(socket)) => socket.ttl()?,
        ("ttl", Io::Udp(socket)) => socket.ttl()?,
        ("multicast_loop_v4", Io::Udp(socket)) => socket.multicast_loop_v4()?.into(),
        ("multicast_ttl_v4", Io::Udp(socket)) => socket.multicast_ttl_v4()?,
        ("multicast_loop_v6", Io::Udp(socket)) => socket.multicast_loop_v6()?.into(),
        ("nodelay", _) => socket.tcp_nodelay()?.into(),
        ("broadcast", _) => socket.broadcast()?.into(),
        ("linger", _) => socket.linger()?.map_or(u32::MAX, |time| time.as_secs() as u32),
        ("keepalive", _) => socket.keepalive()?.into(),
        ("reuse_address", _) => socket.reuse_address()?.into(),
        ("send_buffer", _) => socket.send_buffer_size()? as u32,
        ("receive_buffer", _) => socket.recv_buffer_size()? as u32,
        _ => return Err(io::Error::from(io::ErrorKind::Unsupported)),
    })
}

fn set_option(io: &Io, name: &str, value: u32) -> io::Result<()> {
    match (name, io) {
        ("ttl", Io::Listener(socket)) => socket.set_ttl(value),
        ("ttl", Io::Stream(socket)) => socket.set_ttl(value),
        ("ttl", Io::Udp(socket)) => socket.set_ttl(value),
        ("multicast_loop_v4", Io::Udp(socket)) => socket.set_multicast_loop_v4(value != 0),
        ("multicast_ttl_v4", Io::Udp(socket)) => socket.set_multicast_ttl_v4(value),
        ("multicast_loop_v6", Io::Udp(socket)) => socket.set_multicast_loop_v6(value != 0),
        _ => set_socket_option(&SockRef::from(io), name, value),
    }
}

fn set_socket_option(socket: &SockRef<'_>, name: &str, value: u32) -> io::Result<()> {
    match name {
        "nodelay" => socket.set_tcp_nodelay(value != 0),
        "broadcast" => socket.set_broadcast(value != 0),
        "linger" => socket.set_linger((value != u32::MAX).then(|| Duration::from_secs(value.into()))),
        "keepalive" => socket.set_keepalive(value != 0),
        "reuse_address" => socket.set_reuse_address(value != 0),
        "reuse_port" => socket.set_reuse_port(value != 0),
        "send_buffer" => socket.set_send_buffer_size(value as usize),
        "receive_buffer" => socket.set_recv_buffer_size(value as usize),
        _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
    }
}

/// Waits for a connection, at most so long.
fn connect<S: Send + 'static>(
    cx: &mut NativeCx<'_>,
    args: &mut [Value],
    limit: Option<Duration>,
    connecting: std::pin::Pin<Box<dyn Future<Output = io::Result<S>> + Send>>,
    wrap: fn(S) -> Io,
) -> NativeResult {
    let runtime = cx.runtime().clone();
    let done = move |connected: io::Result<S>| io_result(connected.and_then(|stream| Source::new(&runtime, wrap(stream))));
    let connecting = cx.runtime().external(connecting);
    match limit {
        None => cx.wait(args, "a connection", connecting, move |_, _, connected| done(connected)),
        Some(limit) => {
            let connecting = cx.runtime().timeout(limit, connecting);
            cx.wait(args, "a connection", connecting, move |_, _, connected| match connected {
                Ok(connected) => done(connected),
                Err(_) => Ok(io_error(&io::Error::new(io::ErrorKind::TimedOut, "connection timed out")).err()),
            })
        }
    }
}
