using System.Net.Http.Headers;
using System.Text.Json;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Imports;

/// <summary>A whole catalogue as one file into an empty node, and the same file again, which must change nothing.</summary>
internal static class ImportBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var file = arguments.Text("file") ?? Path.Combine(Repository.Root, "..", "shared", "data", "fashion-styles", "styles.csv");
        var rows = arguments.Number("rows", int.MaxValue);
        arguments.RefuseUnknown();
        if (!File.Exists(file))
            throw new ArgumentException($"There is no {Path.GetFullPath(file)}: name the catalogue with --file.");

        var lines = File.ReadLines(file).Take(rows == int.MaxValue ? rows : rows + 1).ToArray();
        var content = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        var server = await ServerTree.FindAsync();
        await using var gateway = await ServerProcess.StartGatewayAsync(await TestServer.CloneDatabaseAsync());
        using var client = new HttpClient { BaseAddress = gateway.Address, Timeout = Limit };
        var first = await ImportAsync("created");
        var again = await ImportAsync("unchanged");

        var report = new Report("import", "a catalogue of styles as one file");
        report.Note($"{lines.Length - 1} rows, {content.Length} bytes by POST /api/v1/imports into an empty node; then the same file again.");
        report.Add("seconds", "Import", first.Elapsed.TotalSeconds, "s", "< 60");
        report.Add("rowsPerSecond", "Import", first.PerSecond, "rows/s");
        report.Add("cpuMicrosecondsPerRow", "CPU of a row, node and PostgreSQL", first.MicrosecondsEach, "µs");
        report.Add("againSeconds", "The same file again", again.Elapsed.TotalSeconds, "s");
        return report;

        // A fast import of less than the file would be no figure.
        Task<Slice> ImportAsync(string outcome) => Slice.MeasureAsync(() => gateway.Spent + server.Spent, async () =>
        {
            using var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            using var form = new MultipartFormDataContent
            {
                { new StringContent("styles"), "kind" }, { new StringContent("fashion-styles"), "mapping" }, { part, "file", "styles.csv" },
            };
            using var answer = await client.PostAsync("/api/v1/imports", form);
            var body = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{answer.StatusCode}: {body[..Math.Min(500, body.Length)]}");
            var counted = JsonDocument.Parse(body).RootElement.GetProperty(outcome).GetInt32();
            return counted == lines.Length - 1
                ? counted
                : throw new InvalidOperationException($"{counted} of {lines.Length - 1} rows are {outcome}: {body[..Math.Min(500, body.Length)]}");
        });
    }
}
