using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Problems;

namespace Millrace.Kernel.Options;

/// <summary>Checks options against their own annotations before anything starts.</summary>
public static class OptionCheck
{
    /// <summary>The options, or every annotation they break.</summary>
    /// <param name="options">An options object whose properties carry validation attributes.</param>
    /// <param name="code">The code of the problems, e.g. <c>server.option-out-of-range</c>.</param>
    public static Outcome<T> Check<T>(T options, string code)
        where T : class
    {
        var broken = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), broken, validateAllProperties: true)
            ? options
            : Outcome<T>.Failed([.. broken.Select(result => new Problem(
                code, ProblemKind.Invalid, result.ErrorMessage ?? $"An option of {typeof(T).Name} is out of its range.",
                $"Correct {string.Join(", ", result.MemberNames)}."))]);
    }
}
