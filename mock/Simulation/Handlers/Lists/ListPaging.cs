using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Lists;

/// <summary>The part of a list that a request asks for. How it asks is the dialect's.</summary>
internal sealed class ListPaging(OperationPlan operation)
{
    /// <summary>How many records a list has that is cut off without being one of pages (<see cref="Behaviors.ListPaged"/>).</summary>
    private const int CutOff = 25;

    private readonly ModeFlag _sizeAll = operation.Rules[Behaviors.PageSize, "all"];
    private readonly ModeFlag _limitOneLess = operation.Rules[Behaviors.PageLimit, "one-less"];
    private readonly ModeFlag _offsetOneLess = operation.Rules[Behaviors.PageOffset, "one-less"];
    private readonly ModeFlag _pastEndNotFound = operation.Rules[Behaviors.PagePastEnd, "not-found"];
    private readonly ModeFlag _pastEndFirst = operation.Rules[Behaviors.PagePastEnd, "first-page"];
    private readonly ModeFlag _totalOfPage = operation.Rules[Behaviors.PageMeta, "page-total"];
    private readonly ModeFlag _overlap = operation.Rules[Behaviors.PagesComplete, "overlap"];
    private readonly ModeFlag _truncated = operation.Rules[Behaviors.ListPaged, "truncated"];

    /// <param name="context">The operation.</param>
    /// <param name="records">The whole list.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="order">Puts records in the order of the list.</param>
    public OperationResult Page(OperationContext context, List<Record> records, WriteOptions options, Func<List<Record>, List<Record>> order)
    {
        var modes = context.Modes;
        if (context.Parameters.Page is not { } page)
            return context.Success(context.Many(modes[_truncated] ? Part(records, 0, CutOff) : records, options));
        if (page.After is > 0 and var after)
            page = page with { Offset = Behind(after, context.Table(operation.Resource), records, order) };
        if (modes[_pastEndNotFound] && page.Offset > 0 && page.Offset >= records.Count)
            return context.Refusal(404, $"There is nothing from {page.Offset} on.");
        if (modes[_pastEndFirst] && page.Offset >= records.Count)
            page = page with { Offset = 0 };
        // Everything is the limit in force then, and the answer says so.
        if (modes[_sizeAll] && page.Limit == operation.Operation.Paging?.Size)
            page = page with { Limit = records.Count };
        var shown = Part(records, Offset(page, modes), modes[_limitOneLess] ? page.Limit - 1 : page.Limit);
        return context.Success(context.Many(shown, options)) with
        {
            Page = page with { Total = modes[_totalOfPage] ? shown.Count : records.Count },
        };
    }

    // Where the record is gone meanwhile, the list goes on where it was.
    private static int Behind(long number, Table table, List<Record> records, Func<List<Record>, List<Record>> order)
    {
        if (records.FindIndex(record => record.Identity == number) is >= 0 and var at)
            return at + 1;
        return (table.At(number) ?? table.Removed(number)) is not { } gone ? records.Count
            : order([.. records.Append(gone).OrderBy(record => record.Identity)]).FindIndex(record => record.Identity == number);
    }

    private int Offset(Page page, ActiveModes modes) => page.Offset > 0 && (modes[_offsetOneLess] || modes[_overlap]) ? page.Offset - 1 : page.Offset;

    private static List<Record> Part(List<Record> records, int offset, int limit)
    {
        var from = Math.Clamp(offset, 0, records.Count);
        return from == 0 && limit >= records.Count ? records : records.GetRange(from, Math.Clamp(limit, 0, records.Count - from));
    }
}
