using Selvedge.Contracts;

namespace Selvedge.Grains.Tests;

/// <summary>Ids are stored: whoever sends again tomorrow is known by what was sent today.</summary>
public sealed class NamingCommands
{
    [Fact]
    public void An_id_follows_from_its_parts_for_ever()
    {
        Assert.Equal(Guid.Parse("55119828-2bd4-2e34-4e22-51a101e332cf"), CommandIds.Of("status-event", "FWD-NORDKAP", "7f1c2a90-11"));
        Assert.Equal(Guid.Parse("0a99f018-5a16-865e-e999-6a38e28b2235"), CommandIds.Of(new string('x', 2_000), "Ø"));
    }

    [Fact]
    public void Parts_are_kept_apart() => Assert.NotEqual(CommandIds.Of("ab", "c"), CommandIds.Of("a", "bc"));
}
