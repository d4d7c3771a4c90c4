using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Rest;

/// <summary>The pages of one list, as its word x-paging says that they are asked for and told of.</summary>
internal sealed class RestPaging(OperationPlan operation)
{
    private readonly PagingWord? _word = operation.Operation.Paging;
    private readonly RestPageModes _flags = new(operation.Rules);

    // As elements: a JsonNode reads its members when it is first asked, and requests come side by side.
    private readonly ImmutableArray<(string Name, JsonElement Value)> _others =
    [
        .. (operation.Operation.Success.Example as JsonObject ?? [])
            .Where(member => member.Key != operation.Operation.Member && member.Key != operation.Operation.Paging?.Total && member.Key != operation.Operation.Paging?.Next)
            .Select(member => (member.Key, JsonSerializer.SerializeToElement(member.Value))),
    ];

    /// <summary>The page, null for the whole list; false where what is asked for is refused.</summary>
    public bool TryRead(SimulatedRequest request, ActiveModes modes, out Page? page)
    {
        page = null;
        if (_word is null)
            return true;
        var limit = _word.Size;
        if (request.Parameter(_word.Limit) is { Length: > 0 } sent)
        {
            var isNumber = int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0;
            if (!isNumber && modes[_flags.LimitRefused])
                return false;
            if (isNumber && asked > _word.Maximum && modes[_flags.AboveRefused])
                return false;
            limit = !isNumber && modes[_flags.LimitEmpty] ? 0 : !isNumber || modes[_flags.LimitIgnored] ? _word.Size : modes[_flags.Uncapped] ? asked : Math.Min(asked, _word.Maximum);
        }
        if (!TryOffset(request, limit, modes, out var offset, out var after))
            return false;
        page = new Page(0, offset, limit, Meta: true) { After = after };
        return true;
    }

    /// <summary>The headers that tell of a page.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers(Page page, ResultData? data, SimulatedRequest request, ActiveModes modes)
    {
        if (_word?.TotalHeader is { } header && Total(page, data, modes) is { } total)
            yield return KeyValuePair.Create(header, total.ToString(CultureInfo.InvariantCulture));
        if (_word?.Links != true || modes[_flags.LinkAbsent] || (IsLast(page) && !modes[_flags.LinkEndless]))
            yield break;
        var query = QueryParameters.Parts(request.Query).Where(part => part.Name != _word.Offset && part.Name != _word.Page && part.Name != _word.Cursor)
            .Select(part => part.Value is null ? part.Name : $"{part.Name}={part.Value}");
        var next = Next(page, data, modes[_flags.LinkSamePage]);
        yield return KeyValuePair.Create("Link", $"<{request.Origin}{request.Path}?{string.Join('&', query.Append(next))}>; rel=\"next\"");
    }

    /// <summary>What else stands beside the list or the record, as the example has it.</summary>
    public void WriteOtherMembers(Utf8JsonWriter json)
    {
        foreach (var (name, value) in _others)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    /// <summary>The members of the body that tell of a page.</summary>
    public void WriteMembers(Utf8JsonWriter json, Page page, ResultData? data, ActiveModes modes)
    {
        if (_word?.Total is { } name && Total(page, data, modes) is { } total)
            json.WriteNumber(name, total);
        if (_word?.Next is not { } next || modes[_flags.CursorAbsent])
            return;
        if (IsLast(page) && !modes[_flags.CursorEndless])
            json.WriteNull(next);
        else
            json.WriteString(next, Cursor(page, data, modes[_flags.CursorSamePage]));
    }

    private bool TryOffset(SimulatedRequest request, int limit, ActiveModes modes, out int offset, out long? after)
    {
        (offset, after) = (0, null);
        var isNumber = true;
        if (_word!.Offset is { } skip && request.Parameter(skip) is { Length: > 0 } skipped)
        {
            isNumber = int.TryParse(skipped, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
            offset = !isNumber && modes[_flags.OffsetEmpty] ? int.MaxValue / 2 : modes[_flags.OffsetIgnored] ? 0 : offset;
        }
        else if (_word.Page is { } page && request.Parameter(page) is { Length: > 0 } number && !modes[_flags.NumberIgnored])
        {
            _ = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var counted);
            offset = (int)Math.Clamp((counted - (modes[_flags.FromZero] ? 0L : 1L)) * limit, 0, int.MaxValue);
        }
        else if (_word.Cursor is { } cursor && request.Parameter(cursor) is { Length: > 0 } named)
        {
            if (TryCursor(named, out after) || modes[_flags.UnknownFirstPage])
                return true;
            offset = int.MaxValue / 2;
            return modes[_flags.UnknownEmpty];
        }
        return isNumber || !modes[_flags.OffsetRefused];
    }

    private static bool IsLast(Page page) => page.Offset + page.Limit >= page.Total;

    private string Next(Page page, ResultData? data, bool isSame)
    {
        var offset = isSame ? page.Offset : page.Offset + page.Limit;
        return _word!.Cursor is { } cursor ? $"{cursor}={Cursor(page, data, isSame)}"
            : _word.Page is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number}={(offset / Math.Max(1, page.Limit)) + 1}&{_word.Limit}={page.Limit}")
            : string.Create(CultureInfo.InvariantCulture, $"{_word.Offset}={offset}");
    }

    private int? Total(Page page, ResultData? data, ActiveModes modes) => modes[_flags.TotalAbsent] ? null
        : modes[_flags.TotalOfPage] ? (data as ResultData.Many)?.Count ?? 0
        : page.Total + (modes[_flags.TotalOffByOne] ? 1 : 0);

    // The last record that was shown, not a number of records: what is added or removed meanwhile moves no page.
    private static string Cursor(Page page, ResultData? data, bool isSame)
    {
        var last = isSame ? page.After : (data as ResultData.Many)?.Last ?? page.After;
        return Convert.ToHexStringLower(Encoding.ASCII.GetBytes($"after {(last ?? 0).ToString(CultureInfo.InvariantCulture)}"));
    }

    private static bool TryCursor(string text, out long? after)
    {
        after = null;
        try
        {
            var named = Encoding.ASCII.GetString(Convert.FromHexString(text));
            if (!named.StartsWith("after ", StringComparison.Ordinal) || !long.TryParse(named[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            after = number;
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>The modes of one list in pages.</summary>
internal sealed class RestPageModes(PlaceFlags at)
{
    public ModeFlag LimitIgnored { get; } = at[Behaviors.PageLimit, "ignored"];
    public ModeFlag Uncapped { get; } = at[Behaviors.PageMaximum, "uncapped"];
    public ModeFlag AboveRefused { get; } = at[Behaviors.PageMaximum, "refused"];
    public ModeFlag LimitEmpty { get; } = at[Behaviors.PageLimitWrong, "empty"];
    public ModeFlag OffsetEmpty { get; } = at[Behaviors.PageOffsetWrong, "empty"];
    public ModeFlag LimitRefused { get; } = at[Behaviors.PageLimitWrong, "refused"];
    public ModeFlag OffsetIgnored { get; } = at[Behaviors.PageOffset, "ignored"];
    public ModeFlag OffsetRefused { get; } = at[Behaviors.PageOffsetWrong, "refused"];
    public ModeFlag NumberIgnored { get; } = at[Behaviors.PageNumber, "ignored"];
    public ModeFlag FromZero { get; } = at[Behaviors.PageNumber, "from-zero"];
    public ModeFlag UnknownFirstPage { get; } = at[Behaviors.CursorUnknown, "first-page"];
    public ModeFlag UnknownEmpty { get; } = at[Behaviors.CursorUnknown, "empty"];
    public ModeFlag TotalOffByOne { get; } = at[Behaviors.PageTotal, "off-by-one"];
    public ModeFlag TotalOfPage { get; } = at[Behaviors.PageTotal, "of-page"];
    public ModeFlag TotalAbsent { get; } = at[Behaviors.PageTotal, "absent"];
    public ModeFlag LinkAbsent { get; } = at[Behaviors.PageLinks, "absent"];
    public ModeFlag LinkSamePage { get; } = at[Behaviors.PageLinks, "same-page"];
    public ModeFlag LinkEndless { get; } = at[Behaviors.PageLinks, "endless"];
    public ModeFlag CursorAbsent { get; } = at[Behaviors.PageCursor, "absent"];
    public ModeFlag CursorSamePage { get; } = at[Behaviors.PageCursor, "same-page"];
    public ModeFlag CursorEndless { get; } = at[Behaviors.PageCursor, "endless"];
}
