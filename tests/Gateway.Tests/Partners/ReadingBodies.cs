using Microsoft.AspNetCore.Http;
using Selvedge.Gateway.Partners;

namespace Selvedge.Gateway.Tests.Partners;

public sealed class ReadingBodies
{
    private const int Most = 8 * 1024 * 1024;

    [Fact]
    public async Task A_body_is_read_whole_however_it_arrives()
    {
        var sent = new byte[100_000];
        new Random(7).NextBytes(sent);
        using var body = await RequestBody.ReadAsync(Request(new Trickle(sent, 777)), Most, "split it", default);
        Assert.Null(body.Fault);
        Assert.True(sent.AsSpan().SequenceEqual(body.Bytes));
    }

    [Fact]
    public async Task An_announced_excess_is_refused_unread()
    {
        var endless = new Endless(100 * 1024 * 1024);
        using var body = await RequestBody.ReadAsync(Request(endless, endless.Size), Most, "split it", default);
        Assert.Equal("too-large", body.Fault!.Code);
        Assert.Equal(0, endless.Given);
    }

    [Fact]
    public async Task An_unannounced_excess_is_refused_as_soon_as_it_shows()
    {
        var endless = new Endless(100 * 1024 * 1024);
        using var body = await RequestBody.ReadAsync(Request(endless), Most, "split it", default);
        Assert.Equal(413, body.Fault!.ToDocument().Status);
        Assert.InRange(endless.Given, Most, 2 * Most);
    }

    private static HttpRequest Request(Stream body, long? length = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = body;
        http.Request.ContentLength = length;
        return http.Request;
    }

    private sealed class Trickle(byte[] all, int atOnce) : MemoryStream(all)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);
    }

    private sealed class Endless(long size) : MemoryStream
    {
        public long Size => size;

        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = (int)Math.Min(buffer.Length, size - Given);
            Given += read;
            return ValueTask.FromResult(read);
        }
    }
}
