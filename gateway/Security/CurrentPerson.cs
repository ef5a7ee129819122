using System.Collections.Immutable;
using Selvedge.Domain.Partners;
using Selvedge.Domain.People;
using Selvedge.Domain.Walls;

namespace Selvedge.Gateway.Security;

/// <summary>Who asks, and what they may see.</summary>
/// <param name="Role">manager, assistant, director, vendor, partner or wall.</param>
/// <param name="Functions">What they do; empty for whatever comes.</param>
public sealed record CurrentPerson(string Id, string Name, string Role, Rights Rights, ImmutableArray<Function> Functions)
{
    /// <summary>Who works here while no sign-in is configured: may do everything. Loopback only, see <see cref="SafeByDefault"/>.</summary>
    public static CurrentPerson Manager { get; } = new("manager", "Manager", "manager", Rights.Everything, []);

    /// <summary>By what the sign-in's provider knew them when they came in.</summary>
    public string KnownAs { get; private init; } = Id;

    /// <summary>Of the first and the last of their names.</summary>
    public string Initials
    {
        get
        {
            var names = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return names.Length switch
            {
                0 => "?",
                1 => names[0][..1].ToUpperInvariant(),
                _ => $"{names[0][0]}{names[^1][0]}".ToUpperInvariant(),
            };
        }
    }

    /// <summary>A partner's programs. No person's id has a slash in it.</summary>
    public static CurrentPerson Of(PartnerSheet sheet) => new($"partner/{sheet.Id}", sheet.Name, "partner", Rights.Of(sheet), []);

    public static CurrentPerson Of(PersonSheet sheet) => new(sheet.Id, sheet.Name, sheet.Role, Rights.Of(sheet), sheet.Functions ?? []) { KnownAs = sheet.KnownAs };

    /// <summary>A wall, as whoever has the link to it.</summary>
    public static CurrentPerson Of(WallLinkRow link) => new(link.Id, link.Sheet.Name, "wall", Rights.Of(link.Sheet), []);
}
