using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>What one attempt came to.</summary>
internal enum Posted
{
    Sent,

    /// <summary>The server knows no such mailbox, and will not.</summary>
    Refused,

    /// <summary>Not now.</summary>
    Failed,

    /// <summary>There is no talking to the server now: others need not try.</summary>
    Unreachable,
}

/// <summary>One conversation with the mail server, begun with the first mail. Not thread-safe.</summary>
internal sealed class MailPost(MailOptions options) : IDisposable
{
    private const int PatienceMilliseconds = 15_000;

    private readonly SmtpClient client = new() { Timeout = PatienceMilliseconds };

    /// <returns>What it came to, and why it failed; empty where it did not.</returns>
    public async Task<(Posted Outcome, string Problem)> SendAsync(MimeMessage mail, CancellationToken ct)
    {
        try
        {
            if (!client.IsConnected)
            {
                // STARTTLS wherever the server offers it, TLS from the start on port 465.
                await client.ConnectAsync(options.Host!, options.Port, SecureSocketOptions.Auto, ct);
                if (options.UserName is { Length: > 0 } name)
                    await client.AuthenticateAsync(name, options.Password ?? "", ct);
            }

            // Broken off in the middle, nobody would know whether the server has it: a node that stops waits for its word.
            await client.SendAsync(mail, CancellationToken.None);
            return (Posted.Sent, "");
        }
        catch (SmtpCommandException refused) when (client.IsConnected)
        {
            var isFinal = refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500;
            return (isFinal ? Posted.Refused : Posted.Failed, $"{(int)refused.StatusCode} {refused.Message}");
        }
        catch (Exception away) when (
            away is SmtpCommandException or SmtpProtocolException or ServiceNotConnectedException or AuthenticationException or SslHandshakeException or IOException or SocketException or TimeoutException
            || away is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return (Posted.Unreachable, away.Message);
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            return (Posted.Failed, broken.Message);
        }
    }

    public void Dispose() => client.Dispose();
}
