using System.Globalization;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>The part of a list that a request asks for.</summary>
/// <param name="Limit">How many at most; null for all.</param>
/// <param name="Offset">How many are skipped.</param>
internal readonly record struct Paging(int? Limit, int Offset)
{
    /// <summary>Reads the query; a wrong number is an answer in itself.</summary>
    public static Paging Read(AdminRequest request, out AdminAnswer? refusal)
    {
        refusal = null;
        var limit = Number(request, "limit", ref refusal);
        var offset = Number(request, "offset", ref refusal);
        return new Paging(limit, offset ?? 0);
    }

    public IEnumerable<T> Of<T>(IEnumerable<T> all) => Limit is { } limit ? all.Skip(Offset).Take(limit) : all.Skip(Offset);

    private static int? Number(AdminRequest request, string name, ref AdminAnswer? refusal)
    {
        if (request.Query(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        refusal ??= AdminAnswer.Coded(StatusCodes.Status400BadRequest, 10,
            $"{text} is not a valid {name}", name, $"Expected a whole number from 0, found {(text.Length == 0 ? "nothing" : text)}.");
        return null;
    }
}
