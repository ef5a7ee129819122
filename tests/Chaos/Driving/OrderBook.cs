using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Selvedge.Chaos.Driving;

/// <summary>Places the purchase orders that the clients report about, as files at the imports route. Thread-safe for readers; one places.</summary>
internal sealed class OrderBook : IDisposable
{
    public const int Lines = 2;
    public const string Category = "apparel";
    public const string Vendor = "CHAOS-V1";
    public const string Style = "CHAOS-ST1";
    private const int MostTries = 10;

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly ConcurrentDictionary<int, string> placed = [];
    private readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private OrderBook()
    {
    }

    public int Count => placed.Count;

    /// <summary>Number of the order with this index, from 0 to <see cref="Count"/> - 1.</summary>
    public string this[int index] => placed[index];

    /// <summary>Registers a vendor and a style, and places the first orders.</summary>
    public static async Task<OrderBook> OpenAsync(NodeProcess node, int orders, CancellationToken ct)
    {
        var book = new OrderBook();
        await book.ImportAsync(node, "vendors", ["code", "name", "country"], [[Vendor, "Chaos Knit", "BD"]], ct);
        await book.ImportAsync(
            node, "styles", ["number", "name", "brand", "category", "season", "targetExFactory"],
            [[Style, "Crew", "BRAND0", Category, "SS27", Day(60)]], ct);
        await book.PlaceAsync(node, orders, ct);
        return book;

        string Day(int days) => book.today.AddDays(days).ToString("yyyy-MM-dd");
    }

    /// <summary>Places more orders through a node; when this returns they are acknowledged.</summary>
    /// <returns>The number of the last.</returns>
    /// <exception cref="InvalidOperationException">They were not taken.</exception>
    public async Task<string> PlaceAsync(NodeProcess node, int orders, CancellationToken ct)
    {
        var first = placed.Count;
        var numbers = Enumerable.Range(first, orders).Select(i => $"PO-{i + 1:D4}").ToArray();
        await ImportAsync(
            node, "purchase-orders", ["number", "brand", "category", "season", "vendor", "line", "style", "description", "colour", "quantity", "exFactory"],
            [.. numbers.SelectMany((number, i) => Enumerable.Range(1, Lines).Select(line => new[]
            {
                number, $"BRAND{(first + i) % 2}", Category, "SS27", Vendor, $"{line}", line == 1 ? Style : "", $"Crew {line}", "Ink", $"{100 * line}",
                today.AddDays(30 + (first + i) * 7 % 90).ToString("yyyy-MM-dd"),
            }))], ct);
        for (var i = 0; i < orders; i++)
            placed[first + i] = numbers[i];
        return numbers[^1];
    }

    public void Dispose() => http.Dispose();

    private async Task ImportAsync(NodeProcess node, string kind, string[] columns, string[][] rows, CancellationToken ct)
    {
        var mapping = JsonSerializer.Serialize(new { name = "chaos", kind, fields = columns.ToDictionary(c => c, FieldOf) });
        var file = string.Join('\n', [string.Join(',', columns), .. rows.Select(row => string.Join(',', row))]);
        for (var tries = 1; ; tries++)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(kind), "kind" },
                { new StringContent(mapping), "mapping" },
                { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "chaos.csv" },
            };
            using var answer = await http.PostAsync(new Uri(node.Address, "/api/v1/imports"), form, ct);
            var report = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && tries < MostTries)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, ct);
                continue;
            }

            // What the node took before it said to come again is found unchanged.
            if (answer.StatusCode != HttpStatusCode.OK || report.GetProperty("created").GetInt32() + report.GetProperty("unchanged").GetInt32() != rows.Length)
                throw new InvalidOperationException($"The {kind} were not taken by node {node.Name}: {(int)answer.StatusCode} {report}");
            return;
        }
    }

    private static object FieldOf(string column) =>
        column is "targetExFactory" or "exFactory" ? new { column, dates = new[] { "yyyy-MM-dd" } } : new { column };
}
