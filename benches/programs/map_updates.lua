-- n updates of a table with 10,000 text keys.
local n = tonumber(arg[1]) or 2000000
local keys = {}
for i = 0, 9999 do
  keys[i] = "key" .. i
end
local counts = {}
local x = 42
for _ = 1, n do
  x = x * 48271 % 2147483647
  local key = keys[x % 10000]
  counts[key] = (counts[key] or 0) + 1
end
local most, size = 0, 0
for _, count in pairs(counts) do
  size = size + 1
  if count > most then most = count end
end
print("map_updates " .. size .. " " .. most)
