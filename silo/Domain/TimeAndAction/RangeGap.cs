using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>Why an expected ex-factory had no range when it was last forecast.</summary>
public enum RangeGap
{
    /// <summary>No past outcome was known of what is left to do, neither of the vendor nor of its category.</summary>
    NoOutcomes,

    /// <summary>Nothing is left that varies with a vendor: what is open is the buyer's own.</summary>
    NothingVaries,

    /// <summary>The plan leaves more time than what is left has needed before: none of it reaches ex-factory.</summary>
    PlanAbsorbs,
}

/// <summary>Finds why there is no range.</summary>
internal static class RangeGaps
{
    /// <summary>Null where there is a range, on a style, and where ex-factory has happened.</summary>
    public static RangeGap? Of(ForecastInput input, ExFactoryRange? range)
    {
        if (range is not null || input.Home != MilestoneHome.Line || !input.IsOpen(input.Template.ExFactory))
            return null;
        var (isLeft, milestones) = (false, input.Template.Milestones);
        for (var m = 0; m < milestones.Length; m++)
            if (VendorPast.Covers(milestones[m]) && input.IsOpen(m))
            {
                if (input.Past.Of(input.Template.Id, milestones[m]) is not null)
                    return RangeGap.PlanAbsorbs;
                isLeft = true;
            }

        return isLeft ? RangeGap.NoOutcomes : RangeGap.NothingVaries;
    }
}
