// A text as a QR code (ISO/IEC 18004): the bytes of the text, sizes 1 to 10; a seventh of it may be lost (level M).
"use strict";

(function () {
  const BYTES = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346]; // that fit into each size, mending included
  const BLOCKS = [[10, 1], [16, 1], [26, 1], [18, 2], [24, 2], [16, 4], [18, 4], [22, 4], [22, 5], [26, 5]]; // how many bytes mend a block, and how many blocks
  const MIDDLES = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]]; // of the small squares
  const MASKS = [
    (row, column) => (row + column) % 2,
    (row) => row % 2,
    (row, column) => column % 3,
    (row, column) => (row + column) % 3,
    (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2,
    (row, column) => ((row * column) % 2) + ((row * column) % 3),
    (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
    (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
  ];

  const room = (size) => BYTES[size - 1] - BLOCKS[size - 1][0] * BLOCKS[size - 1][1];
  const lengthBits = (size) => (size < 10 ? 8 : 16);
  const fits = (count, size) => 4 + lengthBits(size) + 8 * count <= 8 * room(size);

  // --- bytes

  // The text in bytes: what it is, how long it is, itself, and filling.
  function dataOf(bytes, size) {
    const bits = [];
    const put = (value, count) => {
      for (let at = count - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
    };
    put(0b0100, 4);
    put(bytes.length, lengthBits(size));
    for (const byte of bytes) put(byte, 8);
    const all = 8 * room(size);
    put(0, Math.min(4, all - bits.length));
    put(0, (8 - (bits.length % 8)) % 8);
    for (let filling = 0xec; bits.length < all; filling ^= 0xec ^ 0x11) put(filling, 8);
    return Array.from({ length: all / 8 }, (_, at) => bits.slice(8 * at, 8 * at + 8).reduce((sum, bit) => 2 * sum + bit));
  }

  // Reckoning with the 256 numbers of the field in which codes are mended.
  const power = [];
  const logarithm = [];
  for (let at = 0, value = 1; at < 255; at += 1, value = (value << 1) ^ (value & 128 ? 0x11d : 0)) {
    power[at] = value;
    logarithm[value] = at;
  }
  const times = (one, other) => (one && other ? power[(logarithm[one] + logarithm[other]) % 255] : 0);

  // What is left when a block is divided by the polynomial that belongs to so many bytes (Reed and Solomon).
  function mending(block, count) {
    let divisor = [1];
    for (let at = 0; at < count; at += 1) {
      const raised = [...divisor, 0];
      divisor.forEach((part, place) => (raised[place + 1] ^= times(part, power[at])));
      divisor = raised;
    }
    const rest = [...block, ...Array(count).fill(0)];
    for (let at = 0; at < block.length; at += 1) {
      const factor = rest[at];
      divisor.forEach((part, place) => (rest[at + place] ^= times(part, factor)));
    }
    return rest.slice(block.length);
  }

  // The blocks one byte of each in turn, so that a stain takes a little of all and not all of one.
  function inTurn(lists) {
    const longest = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, at) => lists.filter((list) => at < list.length).map((list) => list[at])).flat();
  }

  function bytesOf(data, size) {
    const [count, blocks] = BLOCKS[size - 1];
    const short = Math.floor(data.length / blocks);
    const firstLong = blocks - (data.length % blocks);
    let start = 0;
    const parts = Array.from({ length: blocks }, (_, at) => data.slice(start, (start += short + (at >= firstLong ? 1 : 0))));
    return [...inTurn(parts), ...inTurn(parts.map((part) => mending(part, count)))];
  }

  // --- squares

  // What every code of a size has: squares to find it by, lines to measure it by. Gives the squares so far;
  // null is free for the text.
  function frameOf(size) {
    const side = 17 + 4 * size;
    const squares = Array.from({ length: side }, () => Array(side).fill(null));
    const set = (row, column, dark) => squares[row]?.[column] !== undefined && (squares[row][column] = dark);
    for (const [row, column] of [[3, 3], [3, side - 4], [side - 4, 3]])
      for (let down = -4; down <= 4; down += 1)
        for (let along = -4; along <= 4; along += 1) {
          const ring = Math.max(Math.abs(down), Math.abs(along));
          set(row + down, column + along, ring !== 2 && ring !== 4);
        }
    const middles = MIDDLES[size - 1];
    for (const row of middles)
      for (const column of middles) {
        if (squares[row][column] !== null) continue; // there is a corner
        for (let down = -2; down <= 2; down += 1) for (let along = -2; along <= 2; along += 1) set(row + down, column + along, Math.max(Math.abs(down), Math.abs(along)) !== 1);
      }
    for (let at = 8; at < side - 8; at += 1) for (const [row, column] of [[6, at], [at, 6]]) if (squares[row][column] === null) set(row, column, at % 2 === 0);
    return squares;
  }

  // A number with what mends it, of `length` bits together.
  function mended(value, generator, length, bits) {
    let rest = value << (length - bits);
    for (let at = length - 1; at >= length - bits; at -= 1) if ((rest >> at) & 1) rest ^= generator << (at - (length - bits));
    return (value << (length - bits)) | rest;
  }

  // Which mask is laid over it (and level M, which is 0); twice, round the corners.
  function writeFormat(squares, mask) {
    const side = squares.length;
    const word = mended(mask, 0x537, 15, 5) ^ 0x5412;
    for (let at = 0; at < 15; at += 1) {
      const dark = Boolean((word >> at) & 1);
      squares[at < 6 ? at : at < 8 ? at + 1 : side - 15 + at][8] = dark;
      squares[8][at < 8 ? side - 1 - at : at < 9 ? 7 : 14 - at] = dark;
    }
    squares[side - 8][8] = true;
  }

  // Which size it is, of the larger ones.
  function writeSize(squares, size) {
    if (size < 7) return;
    const side = squares.length;
    const word = mended(size, 0x1f25, 18, 6);
    for (let at = 0; at < 18; at += 1) {
      const dark = Boolean((word >> at) & 1);
      const [far, near] = [side - 11 + (at % 3), Math.floor(at / 3)];
      squares[near][far] = squares[far][near] = dark;
    }
  }

  // The bits go up and down in columns two squares wide, from the right.
  function writeBits(squares, bytes, mask) {
    const side = squares.length;
    const isFree = squares.map((row) => row.map((square) => square === null));
    let at = 0;
    for (let right = side - 1, up = true; right > 0; right -= 2, up = !up) {
      if (right === 6) right = 5;
      for (let step = 0; step < side; step += 1)
        for (const column of [right, right - 1]) {
          const row = up ? side - 1 - step : step;
          if (!isFree[row][column]) continue;
          const bit = (bytes[at >> 3] >> (7 - (at & 7))) & 1; // behind the last byte: 0
          squares[row][column] = Boolean(bit) !== (MASKS[mask](row, column) === 0);
          at += 1;
        }
    }
  }

  // How hard a code is to read: long runs, blocks, what looks like a corner, and too much of one colour.
  function trouble(squares) {
    const side = squares.length;
    const turned = squares.map((_, at) => squares.map((row) => row[at]));
    let sum = 0;
    for (const line of [...squares, ...turned]) {
      const words = line.map((dark) => (dark ? "1" : "0")).join("");
      for (const [run] of words.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
      for (let at = 0; at + 11 <= side; at += 1) if (["10111010000", "00001011101"].includes(words.slice(at, at + 11))) sum += 40;
    }
    for (let row = 1; row < side; row += 1)
      for (let column = 1; column < side; column += 1) {
        const dark = squares[row][column];
        if (squares[row - 1][column] === dark && squares[row][column - 1] === dark && squares[row - 1][column - 1] === dark) sum += 3;
      }
    const share = squares.flat().filter(Boolean).length / (side * side);
    return sum + 10 * Math.floor(Math.abs(share - 0.5) * 20);
  }

  function drawn(bytes, size, mask) {
    const squares = frameOf(size);
    writeFormat(squares, mask);
    writeSize(squares, size);
    writeBits(squares, bytes, mask);
    return squares;
  }

  // Gives the rows of squares, true for dark, without the light edge of four squares that has to be around
  // them; null if the text is too long.
  homespun.qrCode = (text) => {
    const bytes = new TextEncoder().encode(text);
    const size = BYTES.findIndex((_, at) => fits(bytes.length, at + 1)) + 1;
    if (!size) return null;
    const all = bytesOf(dataOf(bytes, size), size);
    const codes = MASKS.map((_, mask) => drawn(all, size, mask));
    const troubles = codes.map(trouble);
    return codes[troubles.indexOf(Math.min(...troubles))];
  };

  homespun.qrCode.most = room(10) - 3; // bytes of text: what it is and how long it is take the rest
})();
