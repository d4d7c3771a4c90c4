using System.Text.RegularExpressions;

namespace PlanisoContract.Tests.Conformance.Ci;

/// <summary>The expressions of GitHub's workflows, as far as ours use them: names, texts, ==, !, &amp;&amp;, || and always().</summary>
/// <param name="value">The value of a name, such as <c>inputs.target</c>; it throws for one that is not known.</param>
internal sealed class Expressions(Func<string, string> value)
{
    /// <summary>A text with each <c>${{ … }}</c> replaced by its value.</summary>
    public string Fill(string text) => Regex.Replace(text, @"\$\{\{(.*?)\}\}", match => new Reading(match.Groups[1].Value, value).Whole());

    /// <summary>Whether a step runs: without always() only after success.</summary>
    public bool Holds(string? condition, bool failed)
    {
        var text = condition is null ? "success()" : condition;
        return (text.Contains("always()", StringComparison.Ordinal) || !failed) && IsTrue(new Reading(text, value).Whole());
    }

    private static bool IsTrue(string text) => text is not ("" or "false");

    private sealed class Reading(string text, Func<string, string> value)
    {
        private readonly Queue<string> _tokens = new(Regex.Matches(text, @"'[^']*'|==|&&|\|\||[!()]|[\w.-]+").Select(match => match.Value));

        public string Whole()
        {
            var whole = Or();
            _tokens.ShouldBeEmpty($"This test cannot read the expression {text}");
            return whole;
        }

        private string Or()
        {
            var left = And();
            while (Take("||"))
                left = And() is var right && IsTrue(left) ? left : right;
            return left;
        }

        private string And()
        {
            var left = Equal();
            while (Take("&&"))
                left = Equal() is var right && IsTrue(left) ? right : left;
            return left;
        }

        private string Equal()
        {
            var left = Not();
            return Take("==") ? left == Not() ? "true" : "false" : left;
        }

        private string Not()
        {
            if (Take("!"))
                return IsTrue(Not()) ? "false" : "true";
            if (Take("("))
            {
                var inner = Or();
                Take(")").ShouldBeTrue(text);
                return inner;
            }
            var token = _tokens.Dequeue();
            if (Take("("))
            {
                Take(")").ShouldBeTrue(text);
                return token is "always" or "success" ? "true" : throw new InvalidOperationException($"This test does not know the function {token}.");
            }
            return token.StartsWith('\'') ? token.Trim('\'') : value(token);
        }

        private bool Take(string token) => _tokens.TryPeek(out var next) && next == token && _tokens.Dequeue() == token;
    }
}
