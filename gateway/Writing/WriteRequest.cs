using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Writing;

/// <summary>A write as it came: its body, what makes it recognisable when it is sent again, and the version its sender looked at.</summary>
internal sealed class WriteRequest : IDisposable
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const int MaxIdempotencyKeyLength = 255;
    private const int MaxDepth = 16;

    private readonly Provenance from;
    private readonly string? key;
    private readonly Guid fingerprint;
    private readonly JsonDocument? document;

    private WriteRequest(Provenance from, string? key, Guid fingerprint, JsonDocument? document, int? held, Fault? fault)
    {
        (this.from, this.key, this.fingerprint, this.document) = (from, key, fingerprint, document);
        (Held, Fault) = (held, fault);
    }

    /// <summary>Why nothing can be done with it; null when it can be read.</summary>
    public Fault? Fault { get; }

    /// <summary>The version that the sender looked at, from If-Match; null where any will do.</summary>
    public int? Held { get; }

    /// <summary>Undefined where the request has no body.</summary>
    public JsonElement Body => document?.RootElement ?? default;

    /// <summary>The body as it is, where it is a file; empty for others.</summary>
    public ReadOnlyMemory<byte> File { get; private init; }

    /// <summary>A write whose body is a file, of whatever type.</summary>
    /// <param name="whenTooLarge">What its sender can do then.</param>
    public static async Task<WriteRequest> ReadFileAsync(HttpContext http, int maxBytes, string whenTooLarge)
    {
        var from = http.Provenance();
        var (held, key) = ((int?)null, (string?)null);
        if (Refuse(http.Request, hasBody: false, ref held, ref key) is { } refused)
            return new(from, null, Guid.Empty, null, null, refused);
        using var body = await RequestBody.ReadAsync(http.Request, maxBytes, whenTooLarge, http.RequestAborted);
        if (body.Fault is { } fault)
            return new(from, null, Guid.Empty, null, null, fault);
        // Its own copy: the rented one goes back.
        var file = body.Bytes.ToArray();
        var place = http.Request.Path.Value + http.Request.QueryString.Value;
        return new WriteRequest(from, key, CommandIds.Of(place, CommandIds.Of(file).ToString()), null, held, null) { File = file };
    }

    /// <param name="judgesVersion">Whether the write is refused where what it changes is no longer at the version of If-Match.</param>
    public static async Task<WriteRequest> ReadAsync(HttpContext http, bool hasBody = true, bool judgesVersion = true, int maxBytes = MaxBodyBytes)
    {
        var from = http.Provenance();
        var (held, key) = ((int?)null, (string?)null);
        if (Refuse(http.Request, hasBody, ref held, ref key) is { } refused)
            return Faulty(refused);
        if (held is not null && !judgesVersion)
            return Faulty(Fault.At("/If-Match", "bad-if-match", "This does not depend on a version: send it without."));
        if (!hasBody)
            return new WriteRequest(from, key, CommandIds.Of(http.Request.Path.Value!), null, held, null);

        using var body = await RequestBody.ReadAsync(http.Request, maxBytes, "ask for less at once", http.RequestAborted);
        if (body.Fault is { } fault)
            return Faulty(fault);
        if (!Utf8.IsValid(body.Bytes))
            return Faulty(Fault.At("", "not-utf-8", "The body holds bytes that are not UTF-8."));
        try
        {
            // Its own copy: the rented one goes back.
            var document = JsonDocument.Parse(body.Bytes.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return new WriteRequest(from, key, CommandIds.Of(http.Request.Path.Value!, CommandIds.Of(body.Bytes).ToString()), document, held, null);
        }
        catch (JsonException broken)
        {
            return Faulty(Fault.At("", "malformed-body",
                $"The JSON breaks at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}, nests deeper than {MaxDepth}, or names a member twice."));
        }
        catch (InvalidOperationException)
        {
            // Names are compared with each other as text, which half a character is not.
            return Faulty(Fault.At("", "malformed-body", "A member's name is no text."));
        }

        WriteRequest Faulty(Fault fault) => new(from, null, Guid.Empty, null, null, fault);
    }

    /// <summary>Of the command that the request asks for; without an Idempotency-Key every request is another.</summary>
    /// <param name="index">Of the item in a batch.</param>
    public CommandHeader Header(int index = 0) => new(
        key is null ? Guid.CreateVersion7() : CommandIds.Of("request", from.By, key, index.ToString(CultureInfo.InvariantCulture)),
        0, fingerprint, new Origin(from.By, Channel: from.Channel));

    public void Dispose() => document?.Dispose();

    private static Fault? Refuse(HttpRequest request, bool hasBody, ref int? held, ref string? key)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return Fault.At("/Content-Encoding", "unsupported-encoding", $"Expected a body as it is, found {encoding}: send it uncompressed.");
        if (request.Headers["Idempotency-Key"] is { Count: > 0 } keys)
        {
            if (keys.Count > 1 || keys[0] is not { Length: > 0 and <= MaxIdempotencyKeyLength } one)
                return Fault.At("/Idempotency-Key", "bad-idempotency-key", $"Expected one key of at most {MaxIdempotencyKeyLength} characters.");
            key = one;
        }

        if (request.Headers.IfMatch is { Count: > 0 } match && match != "*")
        {
            if (!EntityTagHeaderValue.TryParse(match.ToString(), out var tag) || tag.IsWeak
                || !int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                return Fault.At("/If-Match", "bad-if-match", "Expected the ETag of what was read, such as \"12\".");
            held = version;
        }

        return !hasBody || request.ContentType is null || MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            ? null
            : Fault.At("/Content-Type", "unsupported-media-type", "Expected application/json.");
    }
}
