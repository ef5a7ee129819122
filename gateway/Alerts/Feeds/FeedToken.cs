using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Selvedge.Domain.People;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Alerts.Feeds;

/// <summary>What the address of somebody's feed ends with: whose it is, and a secret of which only a hash is stored.</summary>
internal sealed record FeedToken(string Person, string Secret)
{
    private const char Between = '.';
    private const int Longest = 1_000;

    public static FeedToken New(string person) => new(person, Security.Secret.Make());

    /// <summary>False for what cannot be one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FeedToken? token)
    {
        token = null;
        if (text is null || text.Length > Longest || text.Split(Between) is not [{ Length: > 0 } person, { Length: > 0 } secret])
            return false;
        try
        {
            token = new FeedToken(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(person)), secret);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public string SecretHash => Security.Secret.HexOf(Secret);

    public bool Opens(DueDateFeed feed) => Security.Secret.Is(Secret, feed.SecretHash);

    public override string ToString() => $"{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(Person))}{Between}{Secret}";
}
