local n = tonumber(arg and arg[1] or 2000000)
local Point = {}
Point.__index = Point
local function point(x, y) return setmetatable({ x = x, y = y }, Point) end
function Point:dot(other) return self.x * other.x + self.y * other.y end
Point.__add = function(a, b) return point(a.x + b.x, a.y + b.y) end
Point.__mul = function(a, by) return point(a.x * by, a.y * by) end
local at, step, dots = point(0.0, 0.0), point(0.5, 0.25), 0.0
for _ = 1, n do
    at = at + step * 0.5
    dots = dots + at:dot(step)
end
local function area_of(shape)
    if shape.kind == "circle" then return 3.0 * shape.r * shape.r end
    return shape.side * shape.side
end
local shapes = { { kind = "circle", r = 1.0 }, { kind = "square", side = 2.0 } }
local area = 0.0
for i = 0, n - 1 do area = area + area_of(shapes[i % 2 + 1]) end
local Counter = {}
Counter.__index = Counter
function Counter:tick()
    if self.count == self.limit then return nil end
    self.count = self.count + 1
    return self.count
end
local function halve(n)
    if n % 2 == 0 then return n // 2 end
    return nil, "odd"
end
local counter, halves = setmetatable({ count = 0, limit = n }, Counter), 0
while true do
    local tick = counter:tick()
    if not tick then break end
    halves = halves + (halve(tick * 2) or 0)
end
print("structs " .. dots .. " " .. area .. " " .. halves)
