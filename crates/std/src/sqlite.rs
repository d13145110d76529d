//! SQLite (`db`). Statements run on the pool for blocking work, since they wait for the disk and for each other.

use crate::support::{Bytes, Natives, UNIT, disagree};
use parking_lot::Mutex;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, OpenFlags};
use std::sync::Arc;
use std::time::Duration;

pub(crate) const NATIVES: Natives = &[
    ("sqlite_open", |cx, args| {
        let path = arg::str(args, 0)?.to_owned();
        work(cx, args, move || {
            Ok(match open(&path) {
                Ok(connection) => Value::object(DatabaseObject(Arc::new(Mutex::new(Some(connection))))).ok(),
                Err(error) => Value::text(error.to_string()).err(),
            })
        })
    }),
    ("sqlite_execute", |cx, args| {
        let (database, sql, cells) = (database(args)?, arg::str(args, 1)?.to_owned(), cells(args, 2)?);
        work(cx, args, move || {
            with(&database, |connection| {
                if cells.is_empty() {
                    connection.execute_batch(&sql)?;
                    return Ok(Value::from(connection.changes()));
                }
                Ok(Value::from(connection.execute(&sql, rusqlite::params_from_iter(cells))? as u64))
            })
        })
    }),
    // Names of the columns, and rows of cells.
    ("sqlite_query", |cx, args| {
        let (database, sql, cells) = (database(args)?, arg::str(args, 1)?.to_owned(), cells(args, 2)?);
        work(cx, args, move || with(&database, |connection| query(connection, &sql, cells)))
    }),
    ("sqlite_close", |_, args| {
        let database = database(args)?;
        drop(database.lock().take());
        UNIT
    }),
];

/// How long a statement waits for another connection's.
const BUSY: Duration = Duration::from_secs(10);

type Database = Arc<Mutex<Option<Connection>>>;

struct DatabaseObject(Database);

impl Object for DatabaseObject {
    fn type_name(&self) -> &'static str {
        "RawDatabase"
    }
}

fn database(args: &[Value]) -> Result<Database, Exit> {
    let DatabaseObject(database) = arg::object(args, 0)?;
    Ok(database.clone())
}

fn open(path: &str) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::default() | OpenFlags::SQLITE_OPEN_URI)?;
    connection.busy_timeout(BUSY)?;
    Ok(connection)
}

fn work(cx: &mut NativeCx<'_>, args: &mut [Value], work: impl FnOnce() -> NativeResult + Send + 'static) -> NativeResult {
    let done = cx.runtime().spawn_waiting(work);
    cx.wait(args, "a database", done, |_, _, result| result.unwrap_or_else(|error| Err(Exit::panic(error.to_string()))))
}

fn with(database: &Database, act: impl FnOnce(&Connection) -> rusqlite::Result<Value>) -> NativeResult {
    Ok(match &*database.lock() {
        None => Value::text("the connection is closed").err(),
        Some(connection) => match act(connection) {
            Ok(value) => value.ok(),
            Err(error) => Value::text(error.to_string()).err(),
        },
    })
}

/// A cell is a kind (0 null, 1 integer, 2 real, 3 text, 4 bytes) and the value of each kind.
fn cells(args: &[Value], index: usize) -> Result<Vec<Cell>, Exit> {
    let given = arg::list(args, index)?;
    let mut cells = Vec::with_capacity(given.len);
    for index in 0..given.len {
        let cell = given.get(index).ok_or_else(|| disagree("a cell that is none"))?;
        let fields = cell.fields().ok_or_else(|| disagree("a cell that is none"))?;
        cells.push(match arg::usize(fields, 0)? {
            1 => Cell::Integer(arg::i64(fields, 1)?),
            2 => Cell::Real(arg::f64(fields, 2)?),
            3 => Cell::Text(arg::str(fields, 3)?.to_owned()),
            4 => Cell::Blob(crate::fs::bytes(fields, 4)?.to_vec()),
            _ => Cell::Null,
        });
    }
    Ok(cells)
}

fn cell(kind: u8, integer: i64, real: f64, text: &str, bytes: &[u8]) -> Value {
    Value::tuple([kind.into(), integer.into(), real.into(), text.into(), Bytes(bytes.to_vec()).into()])
}

fn query(connection: &Connection, sql: &str, cells: Vec<Cell>) -> rusqlite::Result<Value> {
    let mut statement = connection.prepare_cached(sql)?;
    let columns: Vec<Value> = statement.column_names().into_iter().map(Value::text).collect();
    let mut rows = statement.query(rusqlite::params_from_iter(cells))?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(columns.len());
        for column in 0..columns.len() {
            values.push(match row.get_ref(column)? {
                ValueRef::Null => cell(0, 0, 0.0, "", &[]),
                ValueRef::Integer(integer) => cell(1, integer, 0.0, "", &[]),
                ValueRef::Real(real) => cell(2, 0, real, "", &[]),
                ValueRef::Text(text) => cell(3, 0, 0.0, &String::from_utf8_lossy(text), &[]),
                ValueRef::Blob(bytes) => cell(4, 0, 0.0, "", bytes),
            });
        }
        out.push(Value::list(values));
    }
    Ok(Value::tuple([Value::list(columns), Value::list(out)]))
}
