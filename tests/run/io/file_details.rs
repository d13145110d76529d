use std::fs::{self, File, FileTimes, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::time::{Duration, UNIX_EPOCH};

fn main() -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("ruchy-details-{}", std::process::id()));
    fs::create_dir(&folder)?;
    println!("{:?}", fs::create_dir(&folder).unwrap_err().kind());
    let path = folder.join("file");
    let mut file = OpenOptions::new().read(true).write(true).create_new(true).mode_is(0o600).open(&path)?;
    println!("{:?}", File::create_new(&path).unwrap_err().kind());
    file.write_all(b"0123456789")?;
    file.seek(SeekFrom::Start(2))?;
    let mut three = [0; 3];
    file.read_exact(&mut three)?;
    println!("{:?} {}", std::str::from_utf8(&three).unwrap(), file.stream_position()?);
    file.write_all_at(b"AB", 8)?;
    file.read_exact_at(&mut three, 7)?;
    println!("{:?} {}", std::str::from_utf8(&three).unwrap(), file.stream_position()?);
    println!("{:?}", file.read_exact_at(&mut three, 9).unwrap_err().kind());
    println!("{:?}", file.seek(SeekFrom::Current(-100)).unwrap_err().kind());
    file.set_len(4)?;
    println!("{} {}", file.metadata()?.len(), fs::read_to_string(&path)?);
    file.set_len(6)?;
    println!("{:?}", fs::read(&path)?);
    file.set_permissions(fs::Permissions::from_mode(0o640))?;
    println!("{:o} {}", fs::metadata(&path)?.permissions().mode() & 0o777, fs::metadata(&path)?.nlink());
    let then = UNIX_EPOCH + Duration::from_secs(1_000_000);
    file.set_times(FileTimes::new().set_modified(then))?;
    println!("{} {}", file.metadata()?.modified()? == then, file.metadata()?.mtime());
    file.sync_all()?;

    let other = File::open(&path)?;
    file.lock()?;
    println!("{}", matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
    println!("{}", other.try_lock_shared().is_err());
    file.unlock()?;
    other.try_lock_shared().unwrap();
    file.lock_shared()?;
    drop(other);
    drop(file);

    fs::hard_link(&path, folder.join("second"))?;
    symlink("file", folder.join("link"))?;
    println!("{} {:?}", fs::metadata(&path)?.nlink(), fs::read_link(folder.join("link"))?);
    println!("{} {}", fs::symlink_metadata(folder.join("link"))?.is_symlink(), fs::metadata(folder.join("link"))?.is_file());
    println!("{}", fs::canonicalize(folder.join("link"))? == fs::canonicalize(&path)?);
    let mut names: Vec<_> = fs::read_dir(&folder)?.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    println!("{names:?}");
    println!("{}", fs::metadata("/dev/null")?.file_type().is_char_device());
    println!("{:?}", fs::remove_dir(&folder).unwrap_err().kind());
    println!("{:?}", fs::read_to_string(&folder).unwrap_err().kind());
    println!("{:?}", File::open(folder.join("none")).unwrap_err().kind());
    println!("{:?}", fs::read_dir(&path).unwrap_err().kind());
    fs::write(&path, [0xff, 0xfe])?;
    println!("{:?}", fs::read_to_string(&path).unwrap_err().kind());
    println!("{}", fs::copy(&path, folder.join("copy"))?);
    fs::rename(folder.join("copy"), folder.join("moved"))?;
    println!("{}", fs::exists(folder.join("moved"))? && !fs::exists(folder.join("copy"))?);

    // More than is done on the spot.
    let large: Vec<u8> = (0..300_000u32).map(|n| n as u8).collect();
    fs::write(&path, &large)?;
    println!("{}", fs::read(&path)? == large);
    let mut text = Vec::new();
    File::open(&path)?.read_to_end(&mut text)?;
    println!("{}", text.len());
    let error = OpenOptions::new().open(&path).unwrap_err();
    println!("{:?}", error.kind() == ErrorKind::InvalidInput);
    fs::remove_dir_all(&folder)?;
    println!("{}", folder.exists());
    Ok(())
}

trait Mode {
    fn mode_is(&mut self, mode: u32) -> &mut Self;
}

impl Mode for OpenOptions {
    fn mode_is(&mut self, mode: u32) -> &mut OpenOptions {
        use std::os::unix::fs::OpenOptionsExt;
        self.mode(mode)
    }
}
