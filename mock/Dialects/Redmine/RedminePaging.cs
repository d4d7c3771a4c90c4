using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>The part of a list that a request asks for by offset, limit and page, as one list operation understands them.</summary>
internal sealed class RedminePaging(OperationPlan operation)
{
    /// <summary>Of a list whose document does not say that it has pages.</summary>
    private static readonly PagingWord Default = new(25, 100);

    private readonly ModeFlag _paged = operation.Rules[Behaviors.ListPaged, "paged"];
    private readonly ModeFlag _limitIgnored = operation.Rules[Behaviors.PageLimit, "ignored"];
    private readonly ModeFlag _uncapped = operation.Rules[Behaviors.PageMaximum, "uncapped"];
    private readonly ModeFlag _aboveRefused = operation.Rules[Behaviors.PageMaximum, "refused"];
    private readonly ModeFlag _limitEmpty = operation.Rules[Behaviors.PageLimitWrong, "empty"];
    private readonly ModeFlag _offsetEmpty = operation.Rules[Behaviors.PageOffsetWrong, "empty"];
    private readonly ModeFlag _limitRefused = operation.Rules[Behaviors.PageLimitWrong, "refused"];
    private readonly ModeFlag _offsetIgnored = operation.Rules[Behaviors.PageOffset, "ignored"];
    private readonly ModeFlag _offsetRefused = operation.Rules[Behaviors.PageOffsetWrong, "refused"];
    private readonly ModeFlag _numberIgnored = operation.Rules[Behaviors.PageNumber, "ignored"];
    private readonly ModeFlag _fromZero = operation.Rules[Behaviors.PageNumber, "from-zero"];
    private readonly ModeFlag _metaMissing = operation.Rules[Behaviors.PageMeta, "missing"];
    private readonly ModeFlag _noMetaIgnored = operation.Rules[Behaviors.PageNoMeta, "ignored"];

    /// <summary>The page, null for the whole list; false where the numbers are refused.</summary>
    public bool TryRead(SimulatedRequest request, ActiveModes modes, out Page? page)
    {
        page = null;
        if ((operation.Operation.Paging ?? (modes[_paged] ? Default : null)) is not { } paging)
            return true;
        if (!TryLimit(request.Parameter("limit"), paging, modes, out var limit) || !TryOffset(request, limit, modes, out var offset))
            return false;
        var wantsNoMeta = !string.IsNullOrWhiteSpace(request.Parameter("nometa")) || request.Header("X-Redmine-Nometa") is not null;
        page = new Page(0, (int)offset, limit, Meta: !modes[_metaMissing] && (!wantsNoMeta || modes[_noMetaIgnored]));
        return true;
    }

    private bool TryLimit(string? sent, PagingWord paging, ActiveModes modes, out int limit)
    {
        limit = paging.Size;
        if (string.IsNullOrWhiteSpace(sent))
            return true;
        var parameters = LeadingInteger(sent);
        limit = parameters < 1 && modes[_limitEmpty] ? 0 : parameters < 1 || modes[_limitIgnored] ? paging.Size : modes[_uncapped] ? parameters : Math.Min(parameters, paging.Maximum);
        return (parameters > 0 || !modes[_limitRefused]) && (parameters <= paging.Maximum || !modes[_aboveRefused]);
    }

    // An offset wins over a page.
    private bool TryOffset(SimulatedRequest request, int limit, ActiveModes modes, out long offset)
    {
        offset = 0;
        if (request.Parameter("offset") is { } sent && !string.IsNullOrWhiteSpace(sent))
        {
            var parameters = LeadingInteger(sent);
            var isOffset = parameters >= 0 && char.IsAsciiDigit(sent.TrimStart()[0]);
            offset = !isOffset && modes[_offsetEmpty] ? int.MaxValue : modes[_offsetIgnored] ? 0 : Math.Max(0, parameters);
            return !modes[_offsetRefused] || isOffset;
        }
        if (request.Parameter("page") is { } number && !modes[_numberIgnored])
        {
            var before = LeadingInteger(number) - (modes[_fromZero] ? 0L : 1L);
            offset = Math.Clamp(before * limit, 0, int.MaxValue);
        }
        return true;
    }

    /// <summary>The integer at the start of a text, as Ruby's <c>to_i</c> takes it: 0 where there is none.</summary>
    private static int LeadingInteger(string text)
    {
        var rest = text.AsSpan().Trim();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
            rest = rest[1..];
        var value = 0L;
        foreach (var character in rest)
        {
            if (!char.IsAsciiDigit(character))
                break;
            value = Math.Min((value * 10) + (character - '0'), int.MaxValue);
        }
        return (int)(negative ? -value : value);
    }
}
