#[derive(Debug, Clone, PartialEq)]
struct Particle {
    pos: [f64; 2],
    vel: [f64; 2],
    trail: Vec<(f64, f64)>,
}
#[derive(Debug)]
struct World {
    particles: Vec<Particle>,
    tick: u32,
    bounds: (f64, f64),
}
impl Particle {
    fn step(&mut self, dt: f64) {
        for (p, v) in self.pos.iter_mut().zip(&self.vel) {
            *p += v * dt;
        }
        let [x, y] = self.pos;
        self.trail.push((x, y));
    }
    fn bounce(&mut self, (w, h): (f64, f64)) -> bool {
        let mut hit = false;
        for (axis, limit) in [w, h].into_iter().enumerate() {
            let p = &mut self.pos[axis];
            if *p < 0.0 || *p > limit {
                *p = p.clamp(0.0, limit);
                self.vel[axis] = -self.vel[axis];
                hit = true;
            }
        }
        hit
    }
}
impl World {
    fn step(&mut self) -> usize {
        self.tick += 1;
        let bounds = self.bounds;
        let mut hits = 0;
        for p in &mut self.particles {
            p.step(0.5);
            if p.bounce(bounds) {
                hits += 1;
            }
        }
        hits
    }
    fn swap_velocities(&mut self, i: usize, j: usize) {
        let v = self.particles[i].vel;
        self.particles[i].vel = self.particles[j].vel;
        self.particles[j].vel = v;
    }
    fn fastest(&mut self) -> &mut Particle {
        let speed = |p: &Particle| p.vel[0].hypot(p.vel[1]);
        let mut best = 0;
        for i in 1..self.particles.len() {
            if speed(&self.particles[i]) > speed(&self.particles[best]) {
                best = i;
            }
        }
        &mut self.particles[best]
    }
}
fn reset(p: &mut Particle) {
    *p = Particle { trail: Vec::new(), ..p.clone() };
}

fn main() {
    let p = |x, y, vx, vy| Particle { pos: [x, y], vel: [vx, vy], trail: vec![] };
    let mut w = World { particles: vec![p(0.0, 0.0, 1.0, 2.0), p(9.0, 5.0, 4.0, -3.0)], tick: 0, bounds: (10.0, 6.0) };
    let hits: Vec<usize> = (0..4).map(|_| w.step()).collect();
    println!("{hits:?} tick {}", w.tick);
    println!("{:?}", w.particles[1].trail);
    w.swap_velocities(0, 1);
    w.fastest().trail.truncate(1);
    println!("{:?} {:?}", w.particles[0].vel, w.particles[0].trail);
    reset(&mut w.particles[1]);
    println!("{:?}", w.particles[1]);
    let snapshot = w.particles.clone();
    w.particles[0].pos[0] += 0.25;
    println!("{} {}", snapshot[0] == w.particles[0], snapshot[1] == w.particles[1]);
    let World { particles, tick, .. } = w;
    println!("{} {tick}", particles.len());
}
