using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Selvedge.Journal;

/// <summary>
/// Rows of many streams in one compressed piece, each as it stood after a position. Rows are alike, and one stream's rows even
/// more so: together they shrink to a tenth.
/// </summary>
/// <remarks>
/// The length of what follows, uncompressed (4 bytes, little endian), then Brotli of entries: position, version, length and
/// bytes of the stream's key, length and bytes of the row; numbers in 7-bit groups. A row of length 0 is not known: its
/// stream changed there, and was read only when it had changed again.
/// </remarks>
internal sealed class CopiedRows
{
    // Measured on season rows of 900 bytes, 500 at a time: 116 bytes each in 5.5 µs; five makes 98 in 12.7, one 136 in 4.0.
    private const int Quality = 3;
    private const int WindowBits = 22;

    // Kept from piece to piece: new ones of this size would each time be collected with all the memory of the node.
    private readonly ArrayBufferWriter<byte> entries = new(64 * 1024);
    private byte[] packed = [];

    public int Count { get; private set; }

    /// <summary>Uncompressed.</summary>
    public int Bytes => entries.WrittenCount;

    /// <param name="row">Empty when it is not known.</param>
    public void Add(StreamKey stream, long position, int version, ReadOnlySpan<byte> row)
    {
        Count++;
        Number(position);
        Number(version);
        var key = stream.ToString();
        var bytes = Encoding.UTF8.GetByteCount(key);
        Number(bytes);
        Encoding.UTF8.GetBytes(key, entries);
        Number(row.Length);
        entries.Write(row);
    }

    /// <summary>The compressed piece, which holds until the next one is taken; what was added is forgotten.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var room = sizeof(int) + BrotliEncoder.GetMaxCompressedLength(entries.WrittenCount);
        if (packed.Length < room)
            packed = new byte[room];
        BinaryPrimitives.WriteInt32LittleEndian(packed, entries.WrittenCount);
        if (!BrotliEncoder.TryCompress(entries.WrittenSpan, packed.AsSpan(sizeof(int)), out var length, Quality, WindowBits))
            throw new InvalidOperationException("Brotli needs more room than it says.");
        entries.ResetWrittenCount();
        Count = 0;
        return packed.AsMemory(0, sizeof(int) + length);
    }

    /// <summary>What a piece holds, in the order in which it was added. An unknown row has no bytes.</summary>
    /// <exception cref="InvalidDataException">It is no such piece.</exception>
    public static List<StreamRow> Read(ReadOnlySpan<byte> packed)
    {
        var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed)];
        if (!BrotliDecoder.TryDecompress(packed[sizeof(int)..], bytes, out var length) || length != bytes.Length)
            throw new InvalidDataException("Copied rows cannot be unpacked.");
        var rows = new List<StreamRow>();
        for (var at = 0; at < bytes.Length;)
        {
            var (position, version) = (Number(bytes, ref at), (int)Number(bytes, ref at));
            var key = StreamKey.Parse(Encoding.UTF8.GetString(Slice(bytes, ref at).Span));
            rows.Add(new StreamRow(key, version, position, Slice(bytes, ref at)));
        }

        return rows;
    }

    private void Number(long number)
    {
        var to = entries.GetSpan(10);
        var written = 0;
        for (var rest = (ulong)number; ; rest >>= 7)
        {
            to[written++] = (byte)(rest >= 0x80 ? rest | 0x80 : rest);
            if (rest < 0x80)
                break;
        }

        entries.Advance(written);
    }

    private static long Number(byte[] bytes, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)number;
        }
    }

    private static ReadOnlyMemory<byte> Slice(byte[] bytes, ref int at)
    {
        var length = (int)Number(bytes, ref at);
        at += length;
        return bytes.AsMemory(at - length, length);
    }
}
