-- The same loops written out: Lua has no adaptors.
local n = tonumber(arg and arg[1] or 1000000)
local numbers = {}
for i = 0, n - 1 do numbers[i + 1] = i * 7919 % 10007 end
local squares = 0
for _, x in ipairs(numbers) do if x % 3 == 0 then squares = squares + x * x end end
local folded = 0
for _, x in ipairs(numbers) do folded = (folded * 31 + x) % 1000003 end
local dot = 0
for i = 1, n do dot = dot + numbers[i] * numbers[n + 1 - i] % 1000 end
local places = 0
for i, x in ipairs(numbers) do if x < 5000 then places = places + i - 1 end end
local rises = 0
for i = 1, n - 1 do if numbers[i] < numbers[i + 1] then rises = rises + 1 end end
local stepped = 0
for i = 0, n - 1, 3 do if i > stepped then stepped = i end end
print("iterators " .. squares .. " " .. folded .. " " .. dot .. " " .. places .. " " .. rises .. " " .. stepped)
