using System.Globalization;

namespace PlanisoContract.Quality;

/// <summary>Plain lines that say how far a long measurement is: one at each tenth of a step.</summary>
/// <param name="output">Where they go; not where the table goes.</param>
internal sealed class ProgressLines(TextWriter output)
{
    private const int Parts = 10;

    private readonly Lock _writing = new();

    public Step Start(string what, int count) => new(this, what, count);

    public void Say(string line)
    {
        lock (_writing)
            output.WriteLine(line);
    }

    /// <summary>One thing to do so many times; safe for parallel use.</summary>
    internal sealed class Step(ProgressLines lines, string what, int count)
    {
        private int _done;

        public void Advance()
        {
            var done = Interlocked.Increment(ref _done);
            if ((long)done * Parts / count != (long)(done - 1) * Parts / count)
                lines.Say(string.Create(CultureInfo.InvariantCulture, $"{what}: {done:N0} of {count:N0}"));
        }
    }
}
