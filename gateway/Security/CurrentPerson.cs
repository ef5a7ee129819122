using Selvedge.Domain.People;

namespace Selvedge.Gateway.Security;

/// <summary>Who asks, and what they may see.</summary>
/// <param name="Role">manager, assistant, director, vendor, partner or wall.</param>
public sealed record CurrentPerson(string Id, string Name, string Role, Rights Rights)
{
    /// <summary>Who works here while no sign-in is configured: may do everything. Loopback only, see <see cref="SafeByDefault"/>.</summary>
    public static CurrentPerson Manager { get; } = new("manager", "Manager", "manager", Rights.Everything);

    public static CurrentPerson Of(PersonSheet sheet) => new(sheet.Id, sheet.Name, sheet.Role, Rights.Of(sheet));
}
