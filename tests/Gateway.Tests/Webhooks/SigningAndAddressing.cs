using System.Net;
using System.Text;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Outboxes;
using Selvedge.Gateway.Webhooks;

namespace Selvedge.Gateway.Tests.Webhooks;

public sealed class SigningAndAddressing
{
    [Fact]
    public void A_signature_is_that_of_the_published_vector() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(
            [new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null)], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330),
            Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.9.10", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_addresses_of_the_public_internet_are_open(string address, bool isOpen) =>
        Assert.Equal(isOpen, new PublicAddresses(allowLoopback: false).Allows(IPAddress.Parse(address)));

    [Fact]
    public async Task What_a_name_leads_to_is_judged_when_it_is_connected_to()
    {
        await using var hook = await HookServer.StartAsync();
        using var post = new WebhookPost(new WebhookOptions(), TimeProvider.System);
        var to = new Webhook("w", hook.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), [], [new(WebhookSignature.MakeSecret(), null)], "test", DateTimeOffset.UnixEpoch);
        var attempt = await post.SendAsync(to, "evt-1", Encoding.UTF8.GetBytes("{}"), CancellationToken.None);
        Assert.Equal((0, "localhost leads to no public address."), (attempt.Status, attempt.Problem));
        Assert.Empty(hook.All);
    }

    [Fact]
    public void Attempts_are_ten_over_three_days_and_a_receiver_may_ask_for_more_time()
    {
        var pauses = Enumerable.Range(1, RetryLadder.Attempts - 1).Select(n => RetryLadder.PauseAfter(n, 0, null)!.Value).ToList();
        Assert.Equal(10, RetryLadder.Attempts);
        Assert.InRange(pauses.Aggregate((a, b) => a + b).TotalHours, 72, 80);
        Assert.Null(RetryLadder.PauseAfter(10, 0, null));
        Assert.Equal(TimeSpan.FromSeconds(5.5), RetryLadder.PauseAfter(1, 1, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromHours(2), RetryLadder.PauseAfter(1, 1, TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromDays(1), RetryLadder.PauseAfter(1, 1, TimeSpan.FromDays(90)));
    }
}
