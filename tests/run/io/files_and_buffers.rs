use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};

fn main() -> io::Result<()> {
    let dir = std::env::temp_dir().join(format!("corpus-files-{}", std::process::id()));
    fs::create_dir_all(dir.join("sub"))?;
    let path = dir.join("notes.txt");
    fs::write(&path, "first\nsecond\n")?;
    println!("{:?}", fs::read_to_string(&path)?);
    {
        let mut f = OpenOptions::new().append(true).open(&path)?;
        writeln!(f, "third {}", 3)?;
    }
    let lines: Vec<String> = BufReader::new(File::open(&path)?).lines().collect::<Result<_, _>>()?;
    println!("{lines:?}");
    let mut w = BufWriter::new(File::create(dir.join("sub/numbers"))?);
    for i in 0..5u32 {
        w.write_all(&i.to_le_bytes())?;
    }
    w.flush()?;
    drop(w);
    let mut f = File::open(dir.join("sub/numbers"))?;
    f.seek(SeekFrom::Start(8))?;
    let mut buf = [0; 4];
    f.read_exact(&mut buf)?;
    println!("{} {}", u32::from_le_bytes(buf), f.metadata()?.len());
    let mut rest = Vec::new();
    println!("{} {}", f.read_to_end(&mut rest)?, rest.len());
    let mut names: Vec<String> = fs::read_dir(&dir)?.map(|e| e.map(|e| e.file_name().to_string_lossy().into_owned())).collect::<Result<_, _>>()?;
    names.sort();
    println!("{names:?} {} {}", path.exists(), dir.is_dir());
    fs::rename(&path, dir.join("moved.txt"))?;
    println!("{:?}", fs::read(&path).map_err(|e| e.kind()).unwrap_err() == ErrorKind::NotFound);
    println!("{:?} {:?}", path.file_name().unwrap(), path.extension());
    fs::copy(dir.join("moved.txt"), dir.join("copy.txt"))?;
    fs::remove_file(dir.join("moved.txt"))?;
    println!("{}", fs::read_to_string(dir.join("copy.txt"))?.len());
    fs::remove_dir_all(&dir)?;
    println!("{}", dir.exists());
    match File::open("/no/such/file") {
        Err(e) if e.kind() == ErrorKind::NotFound => println!("not found"),
        other => println!("{}", other.is_ok()),
    }
    Ok(())
}
