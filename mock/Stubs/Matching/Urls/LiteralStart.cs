using System.Text;

namespace PlanisoContract.Mock.Stubs.Matching.Urls;

/// <summary>The beginning that each text has which a regular expression takes: <c>/a/</c> of <c>/a/[0-9]+</c>. Rather too short than wrong.</summary>
internal static class LiteralStart
{
    private const string Special = @"\^$.|?*+()[]{}";

    public static string Of(string regex)
    {
        if (regex.Contains(@"\Q", StringComparison.Ordinal) || HasAlternatives(regex))
            return "";
        var start = new StringBuilder();
        for (var at = regex.StartsWith('^') ? 1 : 0; at < regex.Length; at++)
        {
            var escaped = regex[at] == '\\';
            if (escaped && (at + 1 >= regex.Length || char.IsAsciiLetterOrDigit(regex[at + 1])))
                break;
            if (!escaped && Special.Contains(regex[at]))
                break;
            at += escaped ? 1 : 0;
            var next = at + 1 < regex.Length ? regex[at + 1] : '\0';
            // The letter before "?", "*" or "{" may be left away.
            if (next is '?' or '*' or '{')
                break;
            start.Append(regex[at]);
            if (next == '+')
                break;
        }
        return start.ToString();
    }

    private static bool HasAlternatives(string regex)
    {
        var (depth, inClass) = (0, false);
        for (var at = 0; at < regex.Length; at++)
        {
            switch (regex[at])
            {
                case '\\':
                    at++;
                    break;
                // A bracket in a class may be one too many here: then the whole is taken for alternatives.
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' or ')' when !inClass:
                    depth += regex[at] == '(' ? 1 : -1;
                    break;
                case '|' when depth <= 0:
                    return true;
            }
        }
        return depth != 0;
    }
}
