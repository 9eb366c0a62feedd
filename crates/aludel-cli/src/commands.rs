//! The commands. Each is one file here and one line of the list below.
//!
//! A command's file holds its arguments (whose documentation is its help), its `run`, its report
//! in both faces, and its tests.

use clap::Subcommand;

use crate::error::Failure;
use crate::flags::Flags;
use crate::output::Output;

mod baseline;
mod branches;
mod check;
mod completions;
mod current;
mod diff;
mod doctor;
mod downgrade;
mod edit;
mod ensure_version;
mod heads;
mod history;
mod init;
mod inspect;
mod log;
mod man;
mod merge;
mod rebase;
mod repair;
mod revision;
mod run;
mod show;
mod stamp;
mod status;
mod upgrade;
mod verify;
mod wait;

/// How a command that did not fail ends.
pub(crate) type Outcome = Result<u8, Failure>;

/// Makes the enumeration that clap reads, and the call of the one that was typed.
macro_rules! commands {
    ($($(#[$attribute:meta])* $name:ident => $file:ident,)+) => {
        /// What can be typed after `aludel`.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $($(#[$attribute])* $name($file::Arguments),)+
        }

        impl Command {
            /// Whether its messages stand in the log of a container.
            pub(crate) fn is_run(&self) -> bool {
                matches!(self, Self::Run(_))
            }

            /// Whether it writes revision files, and so goes by the folder that they stand in.
            pub(crate) fn writes_files(&self) -> bool {
                matches!(
                    self,
                    Self::Init(_)
                        | Self::Revision(_)
                        | Self::Edit(_)
                        | Self::Merge(_)
                        | Self::Rebase(_)
                        | Self::Baseline(_)
                )
            }

            /// Does it; gives the exit code.
            pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
                match self {
                    $(Self::$name(arguments) => arguments.run(flags, output),)+
                }
            }
        }
    };
}

commands! {
    Init => init,
    Revision => revision,
    Upgrade => upgrade,
    Downgrade => downgrade,
    Run => run,
    Status => status,
    Current => current,
    History => history,
    Heads => heads,
    Branches => branches,
    Show => show,
    Edit => edit,
    Merge => merge,
    Rebase => rebase,
    Stamp => stamp,
    #[command(alias = "ensure_version")] EnsureVersion => ensure_version,
    Log => log,
    Repair => repair,
    Check => check,
    Diff => diff,
    Inspect => inspect,
    Verify => verify,
    Baseline => baseline,
    Wait => wait,
    Doctor => doctor,
    Completions => completions,
    Man => man,
}
