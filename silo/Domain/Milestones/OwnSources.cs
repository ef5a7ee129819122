using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.Milestones;

/// <summary>The names under which the product itself speaks: nobody else may.</summary>
public static class OwnSources
{
    public static bool Hold(string source) => source is MilestoneApprovals.Source or Statement.Order or ToldDay.Source or BulkTask.Source
        or Reviewing.Source or FiledDays.Source;
}
