//! HTTP (`http`): a client on hyper, with TLS by rustls, and the reading of a request's head for servers that a script writes.
//!
//! Redirects, time limits and sizes are the declarations' business. Here: one request, one answer, and their bodies piece by piece. An error is a kind
//! (see `Kind`) and a message.

use crate::fs::bytes;
use crate::support::{Bytes as Raw, Natives, UNIT, disagree};
use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri, Version};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use parking_lot::Mutex;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::convert::Infallible;
use std::error::Error;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc;

pub(crate) const NATIVES: Natives = &[
    ("http_client", |_, args| {
        let connect = arg::take(args, 0).into_option().and_then(|nanos| nanos.as_u64()).map(Duration::from_nanos);
        let idle = arg::usize(args, 1)?;
        Ok(Value::object(ClientObject(Arc::new(HttpClient { connect, idle, plain: OnceLock::new(), secure: OnceLock::new() }))))
    }),
    ("http_send", send),
    ("http_upload", |_, _| {
        let (sender, receiver) = mpsc::channel(UPLOAD_PIECES);
        let upload = UploadObject { sender: Mutex::new(Some(sender)), receiver: Mutex::new(Some(receiver)) };
        Ok(Value::object(upload))
    }),
    ("http_upload_send", |cx, args| {
        let piece = Bytes::from(bytes(args, 1)?.to_vec());
        let upload: &UploadObject = arg::object(args, 0)?;
        let Some(sender) = upload.sender.lock().clone() else { return Ok(false.into()) };
        let sending = Box::pin(async move { sender.send(piece).await.is_ok() });
        let sending = cx.runtime().external(sending);
        cx.wait(args, "room in a request", sending, |_, _, sent| Ok(sent.into()))
    }),
    ("http_upload_end", |_, args| {
        let upload: &UploadObject = arg::object(args, 0)?;
        drop(upload.sender.lock().take());
        UNIT
    }),
    ("http_body_next", |cx, args| {
        let limit = arg::take(args, 1).into_option().and_then(|nanos| nanos.as_u64());
        let BodyObject(body) = arg::object(args, 0)?;
        let body = body.clone();
        let next = Box::pin(poll_fn(move |cx| next_piece(&mut body.lock(), cx)));
        let next = cx.runtime().external(next);
        let then = |piece: Option<Result<Bytes, hyper::Error>>| match piece {
            None => Value::NONE.ok(),
            Some(Ok(piece)) => Value::from(Raw(piece.into())).some().ok(),
            Some(Err(error)) => failure(Kind::Body, &error),
        };
        match limit {
            None => cx.wait(args, "the body of an answer", next, move |_, _, piece| Ok(then(piece))),
            Some(nanos) => {
                let next = cx.runtime().timeout(Duration::from_nanos(nanos), next);
                cx.wait(args, "the body of an answer", next, move |_, _, piece| Ok(piece.map_or_else(|_| timed_out(), then)))
            }
        }
    }),
    // The head of a request: `None` where more bytes are needed.
    ("http_parse_request", |_, args| {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        Ok(match request.parse(bytes(args, 0)?) {
            Ok(httparse::Status::Partial) => Value::NONE.ok(),
            Ok(httparse::Status::Complete(len)) => {
                let headers = request.headers.iter().map(|header| pair(header.name, header.value));
                let head = [
                    request.method.unwrap_or_default().into(),
                    request.path.unwrap_or_default().into(),
                    request.version.unwrap_or_default().into(),
                    Value::list(headers.collect()),
                    len.into(),
                ];
                Value::tuple(head).some().ok()
            }
            Err(error) => Value::from(error.to_string()).err(),
        })
    }),
];

/// More headers are refused.
const MOST_HEADERS: usize = 100;

/// So many pieces of a request's body wait to be sent.
const UPLOAD_PIECES: usize = 4;

/// What went wrong, in the order that the declarations know.
#[derive(Clone, Copy)]
enum Kind {
    Url,
    Request,
    Connect,
    Timeout,
    Protocol,
    Body,
}

fn refused(kind: Kind, message: impl Into<String>) -> Value {
    Value::tuple([(kind as u8).into(), Value::text(message)]).err()
}

fn timed_out() -> Value {
    refused(Kind::Timeout, "the time for the request is over")
}

/// An error with all that caused it.
fn failure(kind: Kind, error: &dyn Error) -> Value {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !message.contains(&next) {
            message = format!("{message}: {next}");
        }
        cause = error.source();
    }
    refused(kind, message)
}

type Connection<C> = Client<C, Upload>;

/// Connections are made when they are needed, and kept for the next request to the same host.
struct HttpClient {
    connect: Option<Duration>,
    idle: usize,
    plain: OnceLock<Connection<HttpConnector>>,
    secure: OnceLock<Result<Connection<HttpsConnector<HttpConnector>>, String>>,
}

impl HttpClient {
    fn connector(&self) -> HttpConnector {
        let mut connector = HttpConnector::new();
        connector.set_connect_timeout(self.connect);
        connector.set_nodelay(true);
        connector
    }

    fn build<C>(&self, connector: C) -> Connection<C>
    where
        C: hyper_util::client::legacy::connect::Connect + Clone,
    {
        Client::builder(TokioExecutor::new()).pool_max_idle_per_host(self.idle).build(connector)
    }

    fn plain(&self) -> &Connection<HttpConnector> {
        self.plain.get_or_init(|| self.build(self.connector()))
    }

    /// Trusts whom the system trusts; where it names nobody, Mozilla's list.
    fn secure(&self) -> Result<&Connection<HttpsConnector<HttpConnector>>, String> {
        let made = self.secure.get_or_init(|| {
            let mut connector = self.connector();
            connector.enforce_http(false);
            let builder = match HttpsConnectorBuilder::new().with_native_roots() {
                Ok(builder) => builder,
                Err(_) => HttpsConnectorBuilder::new().with_webpki_roots(),
            };
            Ok(self.build(builder.https_or_http().enable_http1().wrap_connector(connector)))
        });
        made.as_ref().map_err(Clone::clone)
    }
}

struct ClientObject(Arc<HttpClient>);

impl Object for ClientObject {
    fn type_name(&self) -> &'static str {
        "RawClient"
    }
}

/// The body of an answer that is being read.
struct BodyObject(Arc<Mutex<Incoming>>);

impl Object for BodyObject {
    fn type_name(&self) -> &'static str {
        "RawBody"
    }
}

/// The body of a request that is written piece by piece.
struct UploadObject {
    sender: Mutex<Option<mpsc::Sender<Bytes>>>,
    receiver: Mutex<Option<mpsc::Receiver<Bytes>>>,
}

impl Object for UploadObject {
    fn type_name(&self) -> &'static str {
        "RawUpload"
    }
}

/// The body of a request.
enum Upload {
    Whole(Option<Bytes>),
    Pieces(mpsc::Receiver<Bytes>),
}

impl Body for Upload {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Upload::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Upload::Pieces(pieces) => pieces.poll_recv(cx).map(|piece| piece.map(|piece| Ok(Frame::data(piece)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Upload::Whole(None))
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        match self {
            Upload::Whole(bytes) => hyper::body::SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Upload::Pieces(_) => hyper::body::SizeHint::default(),
        }
    }
}

/// The next piece of data; trailers are passed over.
fn next_piece(body: &mut Incoming, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, hyper::Error>>> {
    loop {
        match Pin::new(&mut *body).poll_frame(cx) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
            Poll::Ready(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data() {
                    return Poll::Ready(Some(Ok(data)));
                }
            }
        }
    }
}

fn pair(name: &str, value: &[u8]) -> Value {
    Value::tuple([name.into(), String::from_utf8_lossy(value).into_owned().into()])
}

fn header_list(headers: &HeaderMap) -> Value {
    Value::list(headers.iter().map(|(name, value)| pair(name.as_str(), value.as_bytes())).collect())
}

/// Sends a request: client, method, address, headers, body (bytes, an upload or nothing), and nanoseconds that it may take until the answer begins.
fn send(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let ClientObject(client) = arg::object(args, 0)?;
    let client = client.clone();
    let request = match request(args)? {
        Ok(request) => request,
        Err(refused) => return Ok(refused),
    };
    let secure = match request.uri().scheme_str() {
        Some("https") => true,
        Some("http") => false,
        _ => return Ok(refused(Kind::Url, format!("`{}` does not begin with http:// or https://", request.uri()))),
    };
    let handle = cx.runtime().tokio();
    let entered = handle.enter();
    let answer = if secure {
        match client.secure() {
            Ok(client) => client.request(request),
            Err(message) => return Ok(refused(Kind::Connect, message)),
        }
    } else {
        client.plain().request(request)
    };
    drop(entered);
    let answer = cx.runtime().external(Box::pin(answer));
    let then = |answer: Result<hyper::Response<Incoming>, hyper_util::client::legacy::Error>| match answer {
        Ok(answer) => {
            let (parts, body) = answer.into_parts();
            let version = match parts.version {
                Version::HTTP_10 => "HTTP/1.0",
                Version::HTTP_2 => "HTTP/2.0",
                _ => "HTTP/1.1",
            };
            let body = Value::object(BodyObject(Arc::new(Mutex::new(body))));
            Value::tuple([parts.status.as_u16().into(), version.into(), header_list(&parts.headers), body]).ok()
        }
        Err(error) => failure(if error.is_connect() { Kind::Connect } else { Kind::Protocol }, &error),
    };
    match arg::take(args, 5).into_option().and_then(|nanos| nanos.as_u64()) {
        None => cx.wait(args, "an answer", answer, move |_, _, answer| Ok(then(answer))),
        Some(nanos) => {
            let answer = cx.runtime().timeout(Duration::from_nanos(nanos), answer);
            cx.wait(args, "an answer", answer, move |_, _, answer| Ok(answer.map_or_else(|_| timed_out(), then)))
        }
    }
}

fn request(args: &mut [Value]) -> Result<Result<Request<Upload>, Value>, Exit> {
    let (method, url) = (arg::str(args, 1)?, arg::str(args, 2)?);
    let Ok(method) = Method::from_bytes(method.as_bytes()) else {
        return Ok(Err(refused(Kind::Request, format!("`{method}` is no HTTP method"))));
    };
    let uri: Uri = match url.parse() {
        Ok(uri) => uri,
        Err(error) => return Ok(Err(refused(Kind::Url, format!("`{url}` is no address: {error}")))),
    };
    if uri.host().is_none_or(str::is_empty) {
        return Ok(Err(refused(Kind::Url, format!("`{url}` names no host"))));
    }
    let mut headers = HeaderMap::new();
    let given = arg::list(args, 3)?;
    for index in 0..given.len {
        let header = given.get(index).ok_or_else(|| disagree("a header that is none"))?;
        let fields = header.fields().ok_or_else(|| disagree("a header that is none"))?;
        let (name, value) = (arg::str(fields, 0)?, arg::str(fields, 1)?);
        let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) else {
            return Ok(Err(refused(Kind::Request, format!("`{name}: {value}` is no header"))));
        };
        headers.append(name, value);
    }
    let body = arg::take(args, 4).into_option();
    let body = match &body {
        None => Upload::Whole(None),
        Some(value) => match value.as_object::<UploadObject>() {
            Some(upload) => match upload.receiver.lock().take() {
                Some(receiver) => Upload::Pieces(receiver),
                None => return Ok(Err(refused(Kind::Request, "the body was sent already"))),
            },
            None => {
                let bytes = value.as_list().and_then(|list| list.bytes().map(<[u8]>::to_vec));
                Upload::Whole(bytes.filter(|bytes| !bytes.is_empty()).map(Bytes::from))
            }
        },
    };
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(Ok(request))
}
