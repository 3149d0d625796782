// CRC-32 as zlib has it; Node.js has had one of its own since version 22 only.

const kTable = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; ++bit) {
        value = (value & 1) !== 0 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    }
    return value;
});

export function crc32(bytes: Uint8Array): number {
    let sum = 0xffffffff;
    for (const byte of bytes) {
        sum = (kTable[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
    }
    return (sum ^ 0xffffffff) >>> 0;
}
