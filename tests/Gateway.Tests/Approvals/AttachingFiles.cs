using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Approvals;

/// <summary>Pictures and documents beside an approval: what is taken, who gets it, and how it is handed out.</summary>
public sealed class AttachingFiles(WorkingOnApprovals.Staffed staffed) : IClassFixture<WorkingOnApprovals.Staffed>
{
    private const string Id = "PO-FILES~1~pp";
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly byte[] Pdf = "%PDF-1.7 and so on"u8.ToArray();

    private GatewayNode Node => staffed.Node;

    [Fact]
    public async Task A_picture_comes_back_as_it_was_to_be_saved_and_never_as_a_page()
    {
        await PlanAsync();
        var attached = await AttachAsync(Png, "C:\\samples\\ß left\u202Egnp.html", "noor", mediaType: "application/pdf");
        Assert.True(attached.Status == 200, attached.Text);
        var file = (await FilesAsync("noor")).Single(f => f.GetProperty("name").GetString() == "ß leftgnp.html");
        Assert.Equal(("image/png", Png.Length, "Noor Rahim", "brand"), (
            Text(file, "mediaType"), file.GetProperty("bytes").GetInt32(), Text(file, "byName"), Text(file, "side")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Png)), Text(file, "sha256"));

        using var answer = await DownloadAsync(Text(file, "id"), "rafiq");
        Assert.Equal(Png, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", "ß leftgnp.html"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var known = await DownloadAsync(Text(file, "id"), "rafiq", answer.Headers.ETag!.Tag);
        Assert.Equal(304, (int)known.StatusCode);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("GIF88a")]
    [InlineData("")]
    public async Task What_it_is_called_does_not_make_it_a_picture(string content)
    {
        await PlanAsync();
        var before = (await FilesAsync("noor")).Length;
        var answer = await AttachAsync(Encoding.Latin1.GetBytes(content), "look.png", "noor", mediaType: "image/png");
        Assert.Equal((415, "/problems/unsupported-media-type"), (answer.Status, answer.ProblemType));
        Assert.Equal(before, (await FilesAsync("noor")).Length);
    }

    [Theory]
    [InlineData("attachments?name=a.txt", "text/plain", "application/octet-stream, image/png, image/jpeg, image/gif, image/webp, application/pdf")]
    [InlineData("comments", "image/png", "application/json")]
    public async Task What_comes_as_another_type_than_is_taken_is_told_what_is(string at, string mediaType, string taken)
    {
        await PlanAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/approvals/{Uri.EscapeDataString(Id)}/{at}")
        {
            Content = new ByteArrayContent(Png) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } },
        };
        request.Headers.Add(People.HeaderName, "noor");
        var answer = await Answer.OfAsync(await Node.Http.SendAsync(request));
        Assert.Equal((415, "/problems/unsupported-media-type", "/Content-Type"), (answer.Status, answer.ProblemType, answer.Pointer));
        Assert.Equal($"Expected {taken}.", Text(answer.Json, "detail"));
    }

    [Fact]
    public async Task What_is_too_large_or_has_no_name_is_refused()
    {
        await PlanAsync();
        var large = new byte[10 * 1024 * 1024 + 1];
        Pdf.CopyTo(large, 0);
        var tooLarge = await AttachAsync(large, "large.pdf", "noor");
        Assert.Equal((413, "/problems/too-large"), (tooLarge.Status, tooLarge.ProblemType));
        Assert.Equal("Expected at most 10 MB: attach a smaller picture, or the document in parts.", Text(tooLarge.Json, "detail"));
        foreach (var name in new[] { "", "a/", "\u202E", new string('x', 201) })
            Assert.Equal((400, "/name"), (await AttachAsync(Pdf, name, "noor")) is var b ? (b.Status, b.Pointer) : default);
    }

    [Fact]
    public async Task What_is_private_is_there_for_its_own_side_alone()
    {
        await PlanAsync();
        Assert.Equal(200, (await AttachAsync([.. Pdf, 1], "ours.pdf", "noor", isPrivate: true)).Status);
        Assert.Equal(200, (await AttachAsync([.. Pdf, 2], "theirs.pdf", "rafiq", isPrivate: true)).Status);
        var ours = (await FilesAsync("noor")).Single(f => Text(f, "name") == "ours.pdf");
        var theirs = (await FilesAsync("rafiq")).Single(f => Text(f, "name") == "theirs.pdf");
        Assert.DoesNotContain(await FilesAsync("noor"), f => Text(f, "name") == "theirs.pdf");
        Assert.DoesNotContain(await FilesAsync("rafiq"), f => Text(f, "name") == "ours.pdf");
        foreach (var (file, person, status) in new[] { (ours, "noor", 200), (ours, "rafiq", 404), (ours, "bo", 404), (theirs, "rafiq", 200), (theirs, "noor", 404) })
            using (var answer = await DownloadAsync(Text(file, "id"), person))
                Assert.Equal((person, status), (person, (int)answer.StatusCode));
    }

    [Fact]
    public async Task Who_may_not_see_the_approval_finds_nothing_and_who_only_looks_on_attaches_nothing()
    {
        await PlanAsync();
        Assert.Equal(404, (await AttachAsync(Pdf, "a.pdf", "ana")).Status);
        Assert.Equal((403, "/problems/not-allowed"), (await AttachAsync(Pdf, "a.pdf", "bo")) is var a ? (a.Status, a.ProblemType) : default);
        Assert.Equal(404, (await Node.GetAsync($"/api/v1/approvals/{Uri.EscapeDataString(Id)}/attachments/a999", "noor")).Status);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_one_side_does_not_take_away_the_others()
    {
        await PlanAsync();
        byte[] content = [.. Pdf, 3];
        Assert.Equal("accepted", Text((await AttachAsync(content, "spec.pdf", "noor", key: "k-1")).Json, "status"));
        Assert.Equal("duplicate", Text((await AttachAsync(content, "spec.pdf", "noor", key: "k-1")).Json, "status"));
        Assert.Equal("unchanged", Text((await AttachAsync(content, "spec again.pdf", "noor")).Json, "status"));
        var other = await AttachAsync([.. Pdf, 4], "spec.pdf", "noor", key: "k-1");
        Assert.Equal("/problems/same-revision-other-content", other.ProblemType);

        var id = Text((await FilesAsync("noor")).Single(f => Text(f, "name") == "spec.pdf"), "id");
        var path = $"/api/v1/approvals/{Uri.EscapeDataString(Id)}/attachments/{id}";
        Assert.Equal((403, "/problems/not-yours"), (await Node.SendAsync(HttpMethod.Delete, path, null, "rafiq")) is var refused ? (refused.Status, refused.ProblemType) : default);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, path, null, "noor")).Status);
        Assert.Equal(404, (await Node.GetAsync(path, "noor")).Status);
    }

    private async Task PlanAsync()
    {
        if ((await Node.GetAsync($"/api/v1/approvals/{Uri.EscapeDataString(Id)}")).Status == 200)
            return;
        await Node.RegisterStyleAsync("FILES", "2027-08-20");
        await Node.PlaceAsync(GatewayNode.Order("PO-FILES", "2027-08-20", style: "FILES"));
        await Eventually.HoldsAsync("The approval is planned", async () => (await Node.GetAsync($"/api/v1/approvals/{Uri.EscapeDataString(Id)}")).Status, s => s == 200);
    }

    private async Task<Answer> AttachAsync(byte[] content, string name, string person, bool isPrivate = false, string? key = null, string mediaType = "application/octet-stream")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/approvals/{Uri.EscapeDataString(Id)}/attachments?name={Uri.EscapeDataString(name)}{(isPrivate ? "&private=true" : "")}")
        {
            Content = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } },
        };
        request.Headers.Add(People.HeaderName, person);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await Answer.OfAsync(await Node.Http.SendAsync(request));
    }

    private async Task<HttpResponseMessage> DownloadAsync(string attachment, string person, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/approvals/{Uri.EscapeDataString(Id)}/attachments/{attachment}");
        request.Headers.Add(People.HeaderName, person);
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return await Node.Http.SendAsync(request);
    }

    private async Task<JsonElement[]> FilesAsync(string person) =>
        [.. (await Node.ReadAsync($"/api/v1/approvals/{Uri.EscapeDataString(Id)}", person)).GetProperty("attachments").EnumerateArray()];

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
