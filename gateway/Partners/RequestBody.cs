using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Partners;

/// <summary>A request's body whole in memory, in a rented buffer. Refuses early: never holds more than the limit.</summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly byte[] rented;
    private readonly int length;

    private RequestBody(byte[] rented, int length, Fault? fault)
    {
        this.rented = rented;
        this.length = length;
        Fault = fault;
    }

    /// <summary>Why there is no body to read; null when there is.</summary>
    public Fault? Fault { get; }

    public ReadOnlySpan<byte> Bytes => rented.AsSpan(0, length);

    /// <param name="whenTooLarge">What its sender can do then; a batch can be split, a form or a file cannot.</param>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int maxBytes, string whenTooLarge, CancellationToken ct)
    {
        // Kestrel then stops reading by itself also where the length was not announced.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes + 1;
        if (request.ContentLength > maxBytes)
            return TooLarge();

        var buffer = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? 16 * 1024) + 1);
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Grown(buffer, length);
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), ct);
                if (read == 0)
                    return new RequestBody(buffer, length, null);
                length += read;
                if (length > maxBytes)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return TooLarge();
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        RequestBody TooLarge() => new([], 0, Fault.At("", "too-large", $"Expected at most {Words(maxBytes)}: {whenTooLarge}."));
    }

    public void Dispose()
    {
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private static string Words(int count) => count % (1024 * 1024) == 0 ? $"{count / 1024 / 1024} MB" : $"{count / 1024} KB";

    private static byte[] Grown(byte[] full, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
