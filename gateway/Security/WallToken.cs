using System.Diagnostics.CodeAnalysis;
using Selvedge.Domain.Walls;

namespace Selvedge.Gateway.Security;

/// <summary>What opens a link to a wall: its id, and a secret of which only a hash is stored.</summary>
public sealed record WallToken(string Id, string Secret)
{
    private const char Between = '.';

    /// <summary>One that nobody can guess, of the link that the command makes.</summary>
    public static WallToken New(Guid command) => new($"WL-{command.ToString("N")[20..]}", Security.Secret.Make());

    /// <summary>False for what cannot be one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WallToken? token)
    {
        var between = text.IndexOf(Between, StringComparison.Ordinal);
        token = between > 0 && between < text.Length - 1 ? new WallToken(text[..between], text[(between + 1)..]) : null;
        return token is not null;
    }

    public string SecretHash => Security.Secret.HexOf(Secret);

    /// <summary>Takes the same time whatever is wrong with it.</summary>
    public bool Opens(WallLinkRow link, DateTimeOffset now) =>
        Security.Secret.Is(Secret, link.SecretHash) & link.Shows(now);

    public override string ToString() => $"{Id}{Between}{Secret}";
}
