using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;

namespace Selvedge.Gateway.Sheets;

/// <summary>
/// Gives whatever is a list as a table too: the route itself is asked page by page, so that filters, sort, moment and rights are
/// exactly its own, and each page goes out before the next is asked for.
/// </summary>
internal static class ListSheets
{
    public static readonly string[] Parameters = [Format, Columns];

    public const string Description =
        "With format=csv or format=xlsx all pages in one file, days as days; columns names its columns: members with commas between, those within others by a dot, "
        + "each with a heading after a colon where it is to have one (columns=number:PO,vendorName). ";

    private const string Format = "format";
    private const string Columns = "columns";

    public static IApplicationBuilder UseListSheets(this IApplicationBuilder app) => app.Use(static (http, next) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey(Format) && http.GetEndpoint()?.Metadata.GetMetadata<QueryNames>() is { IsList: true } names
            ? WriteAsync(http, next, names)
            : next(http));

    private static async Task WriteAsync(HttpContext http, RequestDelegate next, QueryNames names)
    {
        var asked = http.Request.Query;
        var form = asked[Format].ToString();
        if (form is not (SheetFiles.Csv or SheetFiles.Xlsx))
        {
            await new ProblemResult(Fault.At($"/{Format}", "bad-parameter", $"Expected {SheetFiles.Csv} or {SheetFiles.Xlsx}.")).ExecuteAsync(http);
            return;
        }

        var columns = asked[Columns].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Column.Read).ToList();
        if (RefuseUnknown(http, columns) is { } unknown)
        {
            await new ProblemResult(unknown).ExecuteAsync(http);
            return;
        }

        KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>[] others = [.. asked.Where(q => q.Key is not (Format or Columns or "limit" or "cursor"))];
        http.Request.Headers.IfNoneMatch = default;
        ISheetFile? file = null;
        try
        {
            for (string? cursor = null; ;)
            {
                var query = new QueryBuilder(others);
                if (names.Names.Contains("cursor"))
                    query.Add("limit", Listing.MaxLimit.ToString(System.Globalization.CultureInfo.InvariantCulture));
                if (cursor is not null)
                    query.Add("cursor", cursor);
                http.Request.QueryString = query.ToQueryString();
                using var page = await AskAsync(http, next, isFirst: file is null);
                if (page is null)
                    return;
                var items = page.RootElement.TryGetProperty("items", out var listed) ? listed : page.RootElement.GetProperty("rows");
                if (columns.Count == 0)
                    columns.AddRange(Column.Of(items));
                if (file is null)
                {
                    file = SheetFiles.Begin(http.Response, http.Response.Body, form, SheetFiles.NameOf(http.Request.Path.Value!["/api/v1/".Length..]));
                    await file.WriteHeadingsAsync([.. columns.Select(c => c.Heading)]);
                }

                foreach (var item in items.EnumerateArray())
                    await file.WriteRowAsync([.. columns.Select(c => c.In(item))]);
                cursor = page.RootElement.TryGetProperty("next", out var after) ? after.GetString() : null;
                if (cursor is null)
                    break;
            }
        }
        catch when (file is not null)
        {
            // Half a list must not be taken for the whole.
            http.Abort();
            throw;
        }
        finally
        {
            if (file is not null)
                await file.DisposeAsync();
        }
    }

    // By what the route says that it answers: an item may leave out what it has no value of, or what is hidden from who asks.
    private static Fault? RefuseUnknown(HttpContext http, IEnumerable<Column> columns)
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var answer = http.GetEndpoint()!.Metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(m => m.StatusCode == StatusCodes.Status200OK)?.Type;
        if (answer is null || json.GetTypeInfo(MemberOf("items", answer, json) ?? MemberOf("rows", answer, json) ?? typeof(object)).ElementType is not { } item)
            return null;
        var unknown = columns.FirstOrDefault(c => !MayHave(item, c.Path, json));
        return unknown is null ? null
            : Fault.At($"/{Columns}", "bad-parameter", $"'{string.Join('.', unknown.Path)}' is no column of this list: expected members of its items, those within others by a dot.");
    }

    private static bool MayHave(Type type, ReadOnlySpan<string> path, JsonSerializerOptions json)
    {
        if (path.IsEmpty)
            return true;
        var info = json.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object when info.PolymorphismOptions is null => MemberOf(path[0], info.Type, json) is { } member && MayHave(member, path[1..], json),
            JsonTypeInfoKind.Enumerable => false,
            // A word, a number or a day has no members; what else writes itself may have any.
            JsonTypeInfoKind.None => info.Type != typeof(string) && (!info.Type.IsValueType || info.Type == typeof(JsonElement)),
            _ => true,
        };
    }

    private static Type? MemberOf(string name, Type type, JsonSerializerOptions json) =>
        json.GetTypeInfo(type).Properties.FirstOrDefault(p => p.Name == name)?.PropertyType;

    /// <summary>One page; null where the route answered something else, which is passed on.</summary>
    private static async Task<JsonDocument?> AskAsync(HttpContext http, RequestDelegate next, bool isFirst)
    {
        var (response, body) = (http.Features.Get<IHttpResponseFeature>()!, http.Features.Get<IHttpResponseBodyFeature>()!);
        var answer = new HttpResponseFeature();
        using var said = new MemoryStream();
        http.Features.Set<IHttpResponseFeature>(answer);
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(said));
        try
        {
            await next(http);
            await http.Response.CompleteAsync();
        }
        finally
        {
            http.Features.Set(response);
            http.Features.Set(body);
        }

        said.Position = 0;
        if (answer.StatusCode == StatusCodes.Status200OK)
            return await JsonDocument.ParseAsync(said);
        if (!isFirst)
            throw new InvalidOperationException($"A later page of {http.Request.Path} answered {answer.StatusCode}.");
        http.Response.StatusCode = answer.StatusCode;
        foreach (var header in answer.Headers)
            http.Response.Headers[header.Key] = header.Value;
        await said.CopyToAsync(http.Response.Body);
        return null;
    }

    /// <param name="Path">From the item inwards.</param>
    private sealed record Column(string[] Path, string Heading)
    {
        public static Column Read(string text)
        {
            var at = text.IndexOf(':', StringComparison.Ordinal);
            var path = at < 0 ? text : text[..at];
            return new Column(path.Split('.'), at < 0 ? path : text[(at + 1)..]);
        }

        /// <summary>All that the first item says plainly.</summary>
        public static IEnumerable<Column> Of(JsonElement items) => items.EnumerateArray().Take(1).SelectMany(item => item.EnumerateObject())
            .Where(member => member.Value.ValueKind != JsonValueKind.Object && (member.Value.ValueKind != JsonValueKind.Array || member.Value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)))
            .Select(member => new Column([member.Name], member.Name));

        public Cell In(JsonElement item)
        {
            foreach (var part in Path)
                if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(part, out item))
                    return default;
            return Cell.Of(item);
        }
    }
}
