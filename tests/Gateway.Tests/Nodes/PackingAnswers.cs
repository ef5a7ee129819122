namespace Selvedge.Gateway.Tests.Nodes;

public sealed class PackingAnswers(GatewayNode node) : IClassFixture<GatewayNode>
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("")]
    public async Task A_board_is_packed_for_those_who_take_it_packed(string packing)
    {
        await node.PlaceAsync(GatewayNode.Order($"PACKED-{packing}", "2027-12-20"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/boards/board:*:apparel");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", packing);
        using var answer = await node.Http.SendAsync(request);
        Assert.Equal(packing, string.Join(',', answer.Content.Headers.ContentEncoding));
        Assert.Equal(packing != "", answer.Headers.Vary.Contains("Accept-Encoding"));
    }
}
