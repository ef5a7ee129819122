using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Orleans.Runtime;
using Selvedge.Domain;
using Selvedge.Gateway.Problems;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Problems;

public sealed partial class MappingProblems
{
    // The code comes first where there is no place, and after the place where there is one.
    [GeneratedRegex("""new (?:Refusal|Fault)\(\s*"(?<code>[a-z0-9-]+)"|(?:Refuse|Fault\.At|new FieldError)\((?:[^,()]|\([^()]*\))+,\s*"(?<code>[a-z0-9-]+)"[,)]""")]
    private static partial Regex Codes();

    [Fact]
    public void Each_code_that_is_answered_with_has_a_title_of_its_own()
    {
        var codes = new[] { "silo", "gateway" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).SelectMany(file => Codes().Matches(File.ReadAllText(file))).Select(m => m.Groups["code"].Value).Distinct().ToArray();
        Assert.True(codes.Length > 150, $"Only {codes.Length} were found.");
        Assert.All(codes, code => Assert.NotEqual(ProblemMap.Of("a-refusal-added-tomorrow").Title, ProblemMap.Of(code).Title));
    }

    [Theory]
    [InlineData("malformed-body", 400)]
    [InlineData("unknown-person", 401)]
    [InlineData("not-found", 404)]
    [InlineData("method-not-allowed", 405)]
    [InlineData("too-large", 413)]
    [InlineData("unsupported-media-type", 415)]
    [InlineData("unknown-purchase-order", 422)]
    [InlineData("a-refusal-added-tomorrow", 422)]
    [InlineData("internal-error", 500)]
    [InlineData("unavailable", 503)]
    public void Each_code_has_its_status_and_its_page(string code, int status)
    {
        var document = new Fault(code).ToDocument();
        Assert.Equal((status, $"/problems/{code}"), (document.Status, document.Type));
        Assert.NotEmpty(document.Title);
    }

    [Fact]
    public void What_may_pass_by_itself_is_answered_as_such()
    {
        Assert.Equal("unavailable", ProblemMap.Of(new JournalUnavailableException("away")).Code);
        Assert.Equal("unavailable", ProblemMap.Of(new TimeoutException()).Code);
        Assert.Equal("unavailable", ProblemMap.Of(new SiloUnavailableException()).Code);
    }

    [Fact]
    public void What_we_broke_tells_nothing_of_our_inside()
    {
        var fault = ProblemMap.Of(new InvalidOperationException("Password=secret"));
        Assert.Equal(("internal-error", null), (fault.Code, fault.Detail));
    }

    [Fact]
    public void The_framework_s_own_refusals_keep_their_meaning()
    {
        Assert.Equal("too-large", ProblemMap.Of(new BadHttpRequestException("big", 413)).Code);
        Assert.Equal("bad-request", ProblemMap.Of(new BadHttpRequestException("bad")).Code);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(500)]
    [InlineData(503)]
    public void A_bare_status_is_worded_as_itself(int status) => Assert.Equal(status, ProblemMap.OfStatus(status).ToDocument().Status);

    [Fact]
    public void A_refusal_points_into_the_batch() =>
        Assert.Equal("/3/date", Fault.Of(new Refusal("impossible-date", "/date", "no"), "/3").Errors[0].Pointer);
}
