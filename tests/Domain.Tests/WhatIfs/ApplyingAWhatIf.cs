using Selvedge.Domain.Calendars;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.Tests.WhatIfs;

public sealed class ApplyingAWhatIf : Spec<WhatIf, WhatIfCommand, WhatIfEvent, WhatIfState>
{
    private static readonly Surroundings Around = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);
    private static readonly WhatIfPlan Plan = new([], "the mill rang", [new Telling("PO-1", [new ToldDay(1, "A21", new(2027, 1, 29), "MT-MILL")])], [], [], 1);

    private void Apply(WhatIfPlan plan) => When(new WhatIfCommand.Apply("w1", plan, "ingrid"), Around);

    [Fact]
    public void What_is_told_to_whom_is_settled_at_once()
    {
        Apply(Plan);
        Assert.Equal(new WhatIfEvent.Applied("w1", Plan, "ingrid", Around.Now), Assert.Single(Answer.Events));
        Assert.Equal(new WhatIfRow("w1", "the mill rang", "ingrid", Around.Now, 1, 0, 0, 1), State.Row);
    }

    [Fact]
    public void It_is_applied_once()
    {
        Apply(Plan);
        Apply(Plan with { Reason = "again" });
        ThenNothing();
    }

    [Fact]
    public void What_changes_nothing_is_not_applied()
    {
        Apply(Plan with { Orders = [] });
        ThenRefused("nothing-to-apply");
    }

    [Fact]
    public void It_has_a_reason()
    {
        Apply(Plan with { Reason = "" });
        ThenRefused("required");
    }
}
