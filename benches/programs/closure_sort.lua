-- Sorting n numbers by a closure.
local n = tonumber(arg[1]) or 300000
local x = 42
local v = {}
for i = 1, n do
  x = x * 48271 % 2147483647
  v[i] = x
end
table.sort(v, function(a, b)
  local p, q = a % 1000, b % 1000
  if p ~= q then return p > q end
  return a < b
end)
print("closure_sort " .. v[1] .. " " .. v[n // 2 + 1])
