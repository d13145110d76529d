-- Building strings: n lines formatted, appended, split again.
local n = tonumber(arg[1]) or 1000000
local parts = {}
for i = 0, n - 1 do
  parts[#parts + 1] = "line "
  parts[#parts + 1] = tostring(i)
  parts[#parts + 1] = "\n"
end
local text = table.concat(parts)
local length = 0
for line in text:gmatch("[^\n]+") do
  length = length + #(line .. ":" .. #line)
end
print("strings " .. #text .. " " .. length)
