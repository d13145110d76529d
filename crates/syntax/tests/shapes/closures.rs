let f = |x, y: i32| x + y; let g = move || { 1 }; let h = |&x| -> i32 { x }; let a = async move { x.await? }; let c = async |x| x; let e = || || 1; let Some(q) = w else { return; }; let x: Vec<Vec<i32>>= v;
S { a, b: 1, ..d }; S {}; [1; 3]; [1, 2,]; (1,); (); const { 1 }; return; f(|| x)(y)[1].z; if (S { a: 1 }).a {} ;
