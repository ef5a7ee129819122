using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

