local n = tonumber(arg and arg[1] or 200)
local parts = {}
for i = 0, 999 do parts[#parts + 1] = string.format("the quick w%d brown Fox w%d jumps\n", i % 97, i * 7 % 89) end
local text = table.concat(parts)
local counts, upper, vowels = {}, 0, 0
local vowel = { a = true, e = true, i = true, o = true, u = true }
for _ = 1, n do
    for line in text:gmatch("([^\n]*)\n") do
        for word in line:gmatch("%S+") do
            word = word:lower()
            counts[word] = (counts[word] or 0) + 1
        end
        for c in line:gmatch("%u") do upper = upper + 1 end
        for c in line:gmatch(".") do
            if vowel[c] then vowels = vowels + 1 end
        end
    end
end
local all = {}
for word, count in pairs(counts) do all[#all + 1] = { word, count } end
table.sort(all, function(a, b) if a[2] ~= b[2] then return a[2] > b[2] end return a[1] < b[1] end)
print("words " .. #all .. " " .. all[1][1] .. " " .. all[1][2] .. " " .. upper .. " " .. vowels)
